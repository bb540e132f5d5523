// SPDX-License-Identifier: MIT
// Pages to look at: what sales_report writes of the bundled sample, and of records that are made here.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(new URL('../..', import.meta.url).pathname);
export const folder = join(root, 'build/browser');
export const sample = join(root, 'examples/data');
const program = process.env.SALES_REPORT;
if (!program) throw new Error('SALES_REPORT names the program; see tests/browser/run');

export const report = (...args) => execFileSync(program, args,
  { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });

/// Writes a page and returns its URL.
export const page = (name, ...args) => {
  const file = join(folder, `${name}.html`);
  report(...args, '--format', 'html', '--output', file);
  return `file://${file}`;
};

export const csv = rows => rows.map(row => row.map(
  text => /[",\r\n]|^\s|\s$/.test(text) ? `"${String(text).replaceAll('"', '""')}"` : text).join(',')).join('\n') + '\n';

/// A folder of records, as {"deals.csv": [[...]]}.
export const data = (name, files) => {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  for (const [file, rows] of Object.entries(files)) writeFileSync(join(path, file), csv(rows));
  return path;
};

export const hasDashboard = existsSync(process.env.DASHBOARD ?? '');
/// The dashboard over a folder, renewed each second, of members as {"name", "password", "sees"}: its URL,
/// and what ends it.
export const serve = async (directory, members) => {
  const file = join(folder, 'members.json');
  writeFileSync(file, JSON.stringify(members));
  const server = spawn(process.env.DASHBOARD, [directory, file, '--port', '0', '--refresh', '1'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', () => reject(new Error('the dashboard ended')));
    server.stdout.on('data', chunk => resolve(String(chunk).trim()));
  });
  return { url, end: () => { server.removeAllListeners('exit'); server.kill(); } };
};

/// Numbers from 0 to 1, the same in each run.
export const random = seed => () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};
