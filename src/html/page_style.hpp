// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The style sheet of a page, behind the colours of its theme. Nothing in it is loaded from elsewhere.
inline constexpr std::string_view page_style = R"css(
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--paper);color:var(--text);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:90rem;padding:0 1rem 2rem}
h1{font-size:1.5rem;line-height:1.25;margin:.9rem 0 .1rem}
h2{font-size:1.15rem;margin:1.6rem 0 .6rem}
h3{font-size:.9rem;font-weight:600;margin:0}
.x h3{font-size:.95rem;font-weight:400;margin:.9rem 0 .2rem}
p{margin:.2rem 0}
small{font-size:.75rem;font-weight:400;color:var(--quiet)}
h2 small{font-size:.9rem}
header p,.quiet,footer{color:var(--quiet)}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible,.scroll:focus-visible,dialog:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{font:.85em/1.5 ui-monospace,SFMono-Regular,Consolas,monospace;overflow-wrap:anywhere}
header p{overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:.5rem 0 0;padding-bottom:.6rem;border-bottom:1px solid var(--line)}
nav a{display:inline-block;padding:.15rem 0}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.4rem .8rem;z-index:9}
main:focus{outline:none}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.75rem;list-style:none;margin:0;padding:0}
.cards[hidden]{display:none}
.earlier h3{margin:.6rem 0 .3rem}
.card{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .9rem;min-width:0;break-inside:avoid;display:flex;flex-direction:column}
.card h3{display:flex;justify-content:space-between;gap:.5rem;align-items:baseline}
.card h3 small{white-space:nowrap}
.card h3 a{color:inherit;text-decoration-color:var(--line)}
.card p{font-size:.85rem;line-height:1.4;margin:.15rem 0 0}
.card .big{font-size:1.6rem;line-height:1.25;font-weight:650;letter-spacing:-.01em}
.big a{color:inherit;text-decoration-thickness:1px;text-decoration-color:var(--accent)}
.big small{font-size:.85rem}
.big.none{font-weight:400;color:var(--quiet);font-size:1.25rem}
.good b,.good>span:first-child{color:var(--better)}
.bad b,.bad>span:first-child{color:var(--worse)}
.target{display:flex;flex-wrap:wrap;align-items:center;gap:.1rem .4rem}
progress{appearance:none;-webkit-appearance:none;flex:1 1 4rem;max-width:7rem;height:.55rem;border:1px solid var(--quiet);border-radius:.3rem;background:var(--paper);overflow:hidden;accent-color:var(--accent)}
progress::-webkit-progress-bar{background:var(--paper)}
progress::-webkit-progress-value{background:var(--accent)}
progress::-moz-progress-bar{background:var(--accent)}
.good progress::-webkit-progress-value{background:var(--better)}
.good progress::-moz-progress-bar{background:var(--better)}
:root{--chart-surface:var(--surface);--chart-ink:var(--text);--chart-muted:var(--quiet);--chart-grid:var(--line);--chart-track:var(--paper);--chart-good:var(--better);--chart-bad:var(--worse);--chart-target:var(--text);--chart-1:var(--accent)}
.skc{display:block}
.card .skc{width:100%;max-width:13rem;margin-top:auto;padding-top:.35rem}
.card span.quiet{display:inline-block}
.charts{display:grid;align-items:start;grid-template-columns:repeat(auto-fit,minmax(min(30rem,100%),1fr));gap:.75rem;margin:0 0 .75rem}
figure{margin:0;background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .9rem;min-width:0;break-inside:avoid}
figcaption{font-weight:600;font-size:.9rem}
figure .scroll{border:0}
.charts .skc{width:100%;min-width:26rem;max-width:44rem}
figure details{border:0;padding:0;font-size:.85rem}
figure summary{font-weight:400}
.tools{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:end;margin:0 0 .5rem}
.tools label{display:grid;font-size:.8rem;color:var(--quiet)}
.tools output{font-size:.85rem;color:var(--quiet);padding:.35rem 0}
select,input,button{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--quiet);border-radius:.35rem;padding:.25rem .6rem;min-height:2rem}
input,select{width:11rem;max-width:100%}
button{cursor:pointer;font-size:.9rem}
.scroll{overflow-x:auto;background:var(--surface);border:1px solid var(--line);border-radius:.5rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.3rem .7rem;text-align:right;border-bottom:1px solid var(--line);unicode-bidi:isolate;white-space:nowrap}
tr:last-child>*{border-bottom:0}
thead th{vertical-align:bottom;border-bottom:2px solid var(--line);white-space:normal;min-width:6.5rem;line-height:1.25}
thead small{display:block}
th[scope=row],thead th:first-child,.p,.list td,.list th{text-align:left}
th[scope=row]{font-weight:400;white-space:normal;overflow-wrap:anywhere;min-width:10.5rem}
.list td{white-space:normal;overflow-wrap:anywhere;min-width:4rem}
.list th{min-width:0}
.kpi th:first-child{position:sticky;left:0;background:var(--surface);z-index:1}
.d0>*,.d0 th{font-weight:650}
.g>*,.g th{font-weight:600}
.nest .d0 th{padding-left:1.7rem}
.nest .d1 th{padding-left:2.5rem}
.nest .d2 th{padding-left:3.3rem}
.nest .d3 th{padding-left:4.1rem}
.nest .d4 th{padding-left:4.9rem}
.nest .d5 th{padding-left:5.7rem}
tbody tr:hover>*{background:var(--paper)}
.n{color:var(--quiet);font-size:.85em}
td a{color:inherit;text-decoration-color:var(--line)}
td a:hover{color:var(--accent);text-decoration-color:currentColor}
sup{font-size:.65em;line-height:0;color:var(--quiet);margin-left:.15em}
.one .p{display:none}
th button{all:unset;cursor:pointer;display:block}
th button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.v button{width:100%;text-align:right}
th[aria-sort] button::before{content:"↕ ";color:var(--quiet);font-size:.75em}
th[aria-sort=ascending] button::before{content:"▲ "}
th[aria-sort=descending] button::before{content:"▼ "}
th .fold{display:inline-block;width:1.2em;margin-left:-1.2em;text-align:center;color:var(--quiet)}
details{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;margin:.4rem 0;padding:.1rem .8rem}
details[open]{padding-bottom:.6rem}
details .scroll{border:0}
summary{cursor:pointer;padding:.35rem 0;font-weight:550}
.part{content-visibility:auto;contain-intrinsic-size:auto 2.4rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}
#notes dl{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .9rem}
dt{font-weight:550}
dd{margin:0;overflow-wrap:anywhere;min-width:0}
.x{content-visibility:auto;contain-intrinsic-size:auto 6rem;font-size:.9rem}
.x:target{outline:2px solid var(--accent);outline-offset:4px}
ol{margin:.2rem 0;padding-left:1.8rem}
li{overflow-wrap:anywhere}
dialog{background:var(--surface);color:var(--text);border:1px solid var(--quiet);border-radius:.6rem;padding:0;width:min(46rem,calc(100vw - 1.5rem));max-height:calc(100vh - 2rem);overflow:auto}
dialog::backdrop{background:rgb(0 0 0/.45)}
.in{padding:.8rem 1.1rem 1.1rem}
.in h2{margin:0 0 .2rem;font-size:1.05rem}
.in .h{margin:.2rem 0;font-size:1.1rem}
.in .top{display:flex;justify-content:space-between;gap:1rem;align-items:start}
.in dl{margin:.5rem 0}
.in .x{font-size:1rem;content-visibility:visible}
.in li{margin:.35rem 0}
@media(max-width:40rem){body{padding:0 .6rem 1.5rem}.cards{grid-template-columns:repeat(auto-fill,minmax(13.5rem,1fr))}dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}table{font-size:.85rem}th,td{padding:.3rem .5rem}th[scope=row]{min-width:8.6rem}thead th{min-width:5.5rem}.nest .d0 th{padding-left:1.4rem}.nest .d1 th{padding-left:1.8rem}.nest .d2 th{padding-left:2.2rem}.nest .d3 th{padding-left:2.6rem}.tools label,.tools input,.tools select{width:100%}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{@page{margin:12mm}html{background:none;font-size:11px}body{max-width:none;padding:0}nav,.skip,.tools,dialog,#sources,.earlier{display:none}.scroll{overflow:visible;border:0}.kpi th:first-child{position:static}.card,details,.scroll{border-color:#999}thead{display:table-header-group}th button::before,.fold,.rest,figure details{display:none!important}tr,.card{break-inside:avoid}h2,h3,summary{break-after:avoid}table{font-size:9px}th,td{padding:1px 4px;white-space:normal}thead th,th[scope=row]{min-width:0}.part{content-visibility:visible}a{color:inherit;text-decoration:none}details::details-content{content-visibility:visible;block-size:auto}}
)css";

}  // namespace saleskpi::inline v0_3::detail
