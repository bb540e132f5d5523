// SPDX-License-Identifier: MIT
// node check.mjs MODULES FOLDER: each *.json of the folder is a specification by the published schema of
// Vega-Lite, compiles without a warning, and renders with its title and with the texts of its numbers.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, "package.json"));
const Ajv = require("ajv");
const load = (name) => import(pathToFileURL(join(modules, "node_modules", name)).href);
const vega = await load("vega/build/vega.module.js");
const vegaLite = await load("vega-lite/build/index.js");
const schema = JSON.parse(readFileSync(join(modules, "node_modules/vega-lite/build/vega-lite-schema.json")));

const validate = new Ajv({ strict: false, validateFormats: false, allErrors: false }).compile(schema);
const unescaped = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

let failures = 0;
let charts = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
  const complain = (what) => {
    console.error(`${file}: ${what}`);
    ++failures;
  };
  ++charts;
  const spec = JSON.parse(readFileSync(join(folder, file)));
  if (!validate(spec)) {
    complain(JSON.stringify(validate.errors.slice(0, 3)));
    continue;
  }
  const warnings = [];
  const logger = { level: () => logger, warn: (...all) => (warnings.push(all.join(" ")), logger),
    info: () => logger, debug: () => logger, error: (...all) => (warnings.push(all.join(" ")), logger) };
  const compiled = vegaLite.compile(spec, { logger });
  const view = new vega.View(vega.parse(compiled.spec), { renderer: "none", logger });
  const svg = await view.toSVG();
  view.finalize();
  writeFileSync(join(folder, file.replace(".json", ".svg")), svg);
  for (const warning of warnings) complain(warning);
  const read = unescaped(svg.replace(/<[^>]*>/g, "\n"));
  if (!read.includes(spec.title)) complain("the title is not there");
  if (/NaN|undefined|Infinity/.test(svg)) complain("a number is none");
  // Lines have no texts at their points, stacked bars none within, many columns none above.
  if (/line|sparkline|small_multiples|stacked_bars|over_time/.test(file)) continue;
  for (const row of spec.data.values)
    if (row.role === "value" && row.value !== null && !/bullet/.test(file) && !read.includes(row.text))
      complain(`'${row.text}' is not there`);
}
if (charts === 0) complain("no chart");
console.log(`${charts} charts for Vega-Lite, ${failures} faults`);
process.exit(failures === 0 ? 0 : 1);
