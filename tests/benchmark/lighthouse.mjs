// Runs Lighthouse for each line of JSON that comes: {address, form, categories}. Answers
// with a line of JSON each, the report. One browser serves all: to start Lighthouse and
// a browser for every run takes as long as the run.
// node lighthouse.mjs FOLDER-OF-LIGHTHOUSE PATH-OF-THE-BROWSER
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, chromePath] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(`${folder}/${file}`));
const { default: lighthouse, desktopConfig } = await load("core/index.js");
const { launch } = await load("../chrome-launcher/dist/index.js");

const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu"];
const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
for await (const line of createInterface({ input: process.stdin })) {
  const { address, form, categories } = JSON.parse(line);
  const options = { port: chrome.port, logLevel: "silent", onlyCategories: categories };
  options.disableFullPageScreenshot = true;
  const config = form === "desktop" ? desktopConfig : undefined;
  let report;
  try {
    report = (await lighthouse(address, options, config)).lhr;
  } catch (error) {
    report = { runtimeError: { message: String(error) } };
  }
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
chrome.kill();
