// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The script of a page: it sorts, finds, folds, and shows where a number comes from. What it does not
/// do can be read all the same.
inline constexpr std::string_view page_script = R"js(
(() => {
'use strict';
const said = JSON.parse(document.getElementById('said').textContent);
const say = word => said.say[word] || word;
const make = (tag, of = {}, ...inside) => {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(of))
    name in one ? one[name] = value : one.setAttribute(name, value);
  one.append(...inside);
  return one;
};

// Numbers as they are written; what is none comes last.
const numberOf = cell => {
  if (!cell || cell.classList.contains('n')) return NaN;
  let text = '';
  for (const node of cell.childNodes) if (node.nodeName != 'SUP') text += node.textContent;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Date.parse(text);
  text = said.decimal == ',' ? text.replace(/[^\d,\-]/g, '').replace(',', '.') : text.replace(/[^\d.\-]/g, '');
  return text == '' ? NaN : Number(text);
};

class Figures {
  constructor(table, tools) {
    this.table = table;
    this.body = table.tBodies[0];
    this.hasPeriods = !!table.tHead.querySelector('.p');
    this.period = '';
    this.find = '';
    this.sort = null;
    this.read();
    this.heads();
    this.tools(tools);
    const cells = [...this.table.tHead.rows[0].cells];
    const at = said.sorted ? cells.findIndex(th => th.dataset.c == said.sorted.column) : -1;
    if (at >= 0) this.sortBy(at, said.sorted.down);
    this.show();
  }

  // Rows of one group follow each other; those of a group within it come after them.
  read() {
    const path = [];
    this.rows = [];
    this.groups = [];
    for (const tr of this.body.rows) {
      const depth = parseInt(tr.className.slice(1));
      const name = tr.cells[0].textContent;
      let group = path[path.length - 1];
      if (!group || group.depth != depth || group.name != name || group.seen.has(this.periodOf(tr))) {
        while (path.length && path[path.length - 1].depth >= depth) path.pop();
        const parent = path[path.length - 1] || null;
        group = {depth, name, parent, members: [], rows: [], seen: new Set(), open: true};
        if (parent) parent.members.push(group);
        this.groups.push(group);
        path.push(group);
      }
      group.seen.add(this.periodOf(tr));
      const row = {tr, group, period: this.periodOf(tr)};
      group.rows.push(row);
      this.rows.push(row);
    }
    this.isNested = this.groups.some(group => group.members.length);
    this.table.classList.toggle('nest', this.isNested);
    if (this.groups.length > 40)
      for (const group of this.groups) if (group.depth > 0 && group.members.length) group.open = false;
    for (const group of this.groups) if (group.members.length) this.fold(group);
  }

  periodOf(tr) { return this.hasPeriods ? tr.cells[1].firstChild.data : ''; }

  fold(group) {
    for (const row of group.rows) {
      const th = row.tr.cells[0];
      const sign = make('span', {className: 'fold', ariaHidden: 'true'});
      const button = make('button', {type: 'button'}, sign, ...th.childNodes);
      button.addEventListener('click', () => {
        group.open = !group.open;
        this.show();
      });
      th.append(button);
      row.fold = button;
    }
  }

  heads() {
    [...this.table.tHead.rows[0].cells].forEach((th, at) => {
      const button = make('button', {type: 'button'}, ...th.childNodes);
      th.append(button);
      th.setAttribute('aria-sort', 'none');
      button.addEventListener('click', () => {
        this.sortBy(at, this.sort && this.sort.at == at ? !this.sort.down : th.classList.contains('v'));
        this.show();
      });
    });
  }

  sortBy(at, down) {
    const cells = this.table.tHead.rows[0].cells;
    this.sort = {at, down, numbers: cells[at].classList.contains('v')};
    for (const th of cells) th.setAttribute('aria-sort', 'none');
    cells[at].setAttribute('aria-sort', down ? 'descending' : 'ascending');
  }

  tools(tools) {
    if (this.hasPeriods) {
      const labels = [...new Set(this.rows.map(row => row.period))].sort();
      const select = make('select', {}, make('option', {value: ''}, say('All periods')),
        ...labels.map(label => make('option', {value: label}, label)));
      this.period = labels.includes(said.shown) ? said.shown : '';
      select.value = this.period;
      select.addEventListener('change', () => {
        this.period = select.value;
        this.show();
      });
      tools.append(make('label', {}, say('Period'), select));
    }
    const find = make('input', {type: 'search', autocomplete: 'off'});
    find.addEventListener('input', () => {
      this.find = find.value.toLocaleLowerCase();
      this.show();
    });
    tools.append(make('label', {}, say('Find'), find));
    if (this.isNested)
      for (const [word, open] of [['Open all', true], ['Close all', false]]) {
        const button = make('button', {type: 'button'}, say(word));
        button.addEventListener('click', () => {
          for (const group of this.groups) group.open = open || (group.depth == 0 && !group.parent);
          this.show();
        });
        tools.append(button);
      }
    this.count = make('output');
    tools.append(this.count);
  }

  // By the row of the period that is shown, or by the last one.
  keyOf(group) {
    const row = group.rows.find(one => one.period == this.period) || group.rows[group.rows.length - 1];
    const {at, numbers} = this.sort;
    return numbers ? numberOf(row.tr.cells[at]) : at == 0 ? group.name : row.period;
  }

  sorted(groups) {
    if (!this.sort) return groups;
    const keys = new Map(groups.map(group => [group, this.keyOf(group)]));
    const sign = this.sort.down ? -1 : 1;
    return [...groups].sort((one, other) => {
      const a = keys.get(one), b = keys.get(other);
      if (typeof a == 'string') return sign * a.localeCompare(b);
      return isNaN(a) || isNaN(b) ? isNaN(a) - isNaN(b) : sign * (a - b);
    });
  }

  show() {
    const found = new Set();
    if (this.find)
      for (const group of this.groups)
        if (group.name.toLocaleLowerCase().includes(this.find))
          for (let one = group; one; one = one.parent) found.add(one);
    const rows = [];
    let shown = 0;
    const put = (group, visible) => {
      const isFound = !this.find || found.has(group);
      for (const row of group.rows) {
        row.tr.hidden = !visible || !isFound || (this.period != '' && row.period != this.period);
        if (!row.tr.hidden) ++shown;
        if (row.fold) {
          const open = group.open || !!this.find;
          row.fold.setAttribute('aria-expanded', open);
          row.fold.firstChild.textContent = open ? '▾' : '▸';
        }
        rows.push(row.tr);
      }
      for (const member of this.sorted(group.members)) put(member, visible && (group.open || !!this.find));
    };
    for (const group of this.sorted(this.groups.filter(one => !one.parent))) put(group, true);
    // What is moved loses the focus.
    if (rows.some((tr, at) => this.body.rows[at] != tr)) this.body.append(...rows);
    this.table.classList.toggle('one', this.period != '');
    this.count.textContent = `${shown} ${say('shown')}`;
  }
}

const enhance = table => {
  if (table.dataset.done) return;
  table.dataset.done = 1;
  const tools = make('div', {className: 'tools'});
  table.parentNode.before(tools);
  new Figures(table, tools);
};
for (const table of document.querySelectorAll('.figures>.scroll>.kpi')) enhance(table);
for (const part of document.querySelectorAll('.part'))
  part.addEventListener('toggle', () => enhance(part.querySelector('.kpi')));

// Cards of one period.
const earlier = document.querySelector('.earlier');
if (earlier) {
  const shown = document.querySelector('#overview h2 small');
  const lists = [document.querySelector('.cards'), ...earlier.querySelectorAll('.cards')];
  const names = [shown, ...earlier.querySelectorAll(':scope>h3')].map(one => one.textContent);
  const select = make('select', {}, ...names.map((name, at) => make('option', {value: at}, name)));
  const choose = () => {
    lists.forEach((list, at) => { list.hidden = at != select.value; });
    shown.textContent = names[select.value];
  };
  select.addEventListener('change', choose);
  lists[0].before(make('div', {className: 'tools'}, make('label', {}, say('Period'), select)));
  earlier.replaceWith(...lists.slice(1));
  choose();
}

// Where a number comes from.
const quoted = text => "'" + text.replaceAll("'", "'\\''") + "'";
const dialog = make('dialog', {id: 'from'});
dialog.setAttribute('aria-labelledby', 'from-h');
document.body.append(dialog);
const explain = (block, opener) => {
  const of = block.closest('.of');
  const column = Number(of.dataset.c);
  const close = make('button', {type: 'button'}, say('Close'));
  close.addEventListener('click', () => dialog.close());
  const title = make('h2', {id: 'from-h'}, ...of.querySelector('summary').cloneNode(true).childNodes);
  const copy = block.cloneNode(true);
  copy.removeAttribute('id');
  const heading = copy.querySelector('h3');
  const big = make('p', {className: 'h'}, ...heading.childNodes);
  heading.replaceWith(big);
  const formula = of.querySelector(':scope>p>code').textContent;
  const texts = [...of.querySelectorAll(':scope>ol>li')].map(one => one.textContent);
  for (const li of copy.querySelectorAll('li')) {
    if (texts[li.value - 1] != formula) li.prepend(make('code', {}, texts[li.value - 1]), ' = ');
  }
  big.after(make('p', {}, make('code', {}, formula)));
  const inside = make('div', {className: 'in'}, make('div', {className: 'top'}, title, close), copy);
  const row = opener && opener.closest('.kpi tr');
  if (said.command && row && row.dataset) inside.append(commandOf(row, column));
  const definition = make('a', {href: '#d' + column}, say('How it is defined'));
  definition.addEventListener('click', () => dialog.close());
  inside.append(make('p', {}, definition));
  dialog.replaceChildren(inside);
  dialog.showModal();
  dialog.scrollTop = 0;
};
const commandOf = (row, column) => {
  const names = [];
  let depth = parseInt(row.className.slice(1)) + 1;
  const bdis = row.cells[0].querySelectorAll('bdi');
  if (bdis.length > 1) for (const bdi of bdis) names.push(bdi.textContent);
  else
    for (let one = row; one; one = one.previousElementSibling) {
      const of = parseInt(one.className.slice(1));
      if (of < depth && of > 0) names.unshift(one.cells[0].querySelector('bdi').textContent);
      if (of < depth) depth = of;
    }
  const group = names.map(name => /[",]/.test(name) ? '"' + name.replaceAll('"', '') + '"' : name).join(',');
  const period = row.querySelector('.p');
  const text = said.command.replaceAll(/\{(metric|group|period)\}/g, (all, what) => quoted(
    what == 'metric' ? said.metrics[column] : what == 'group' ? group : period ? period.firstChild.data : ''));
  return make('p', {}, say('All records') + ': ', make('code', {}, text));
};
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#e"]');
  const block = link && document.getElementById(link.getAttribute('href').slice(1));
  if (!block || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  explain(block, link);
});
dialog.addEventListener('click', event => { if (event.target == dialog) dialog.close(); });
// What a link leads to is opened.
const reveal = () => {
  const at = document.getElementById(location.hash.slice(1));
  if (at && at.nodeName == 'DETAILS') at.open = true;
};
addEventListener('hashchange', reveal);
document.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#d"]');
  const at = link && document.getElementById(link.getAttribute('href').slice(1));
  if (at && at.nodeName == 'DETAILS') at.open = true;
});
reveal();
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('.part:not([open])')) one.open = true;
});
})();
)js";

}  // namespace saleskpi::inline v0_3::detail
