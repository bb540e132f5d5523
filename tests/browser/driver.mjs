// SPDX-License-Identifier: MIT
// A browser, driven by chromedriver over HTTP: Node's own fetch and no package. It is given pages of
// file: only, and a folder of its own to keep its state in.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

export class Browser {
  static async start() {
    const browser = new Browser();
    await browser.#start();
    return browser;
  }

  async #start() {
    this.folder = mkdtempSync(join(tmpdir(), 'saleskpi-browser-'));
    this.driver = spawn('chromedriver', ['--port=0'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const port = await new Promise((resolve, reject) => {
      let text = '';
      this.driver.on('error', reject);
      this.driver.on('exit', () => reject(new Error(`chromedriver ended: ${text}`)));
      this.driver.stdout.on('data', chunk => {
        text += chunk;
        const found = /started successfully on port (\d+)/.exec(text);
        if (found) resolve(found[1]);
      });
    });
    this.base = `http://127.0.0.1:${port}/session`;
    const { sessionId } = await this.#call('', {
      capabilities: { alwaysMatch: {
        browserName: 'chrome',
        'goog:loggingPrefs': { performance: 'ALL', browser: 'ALL' },
        'goog:chromeOptions': { args: [
          '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
          '--disable-background-networking', '--disable-component-update', '--no-first-run',
          `--user-data-dir=${this.folder}`] } } } });
    this.base += `/${sessionId}`;
  }

  async #call(path, body, method = 'POST') {
    const response = await fetch(this.base + path, {
      method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  open(url) { return this.#call('/url', { url }); }
  /// What a function returns in the page; it is given the arguments.
  run(of, ...args) {
    return this.#call('/execute/sync', { script: `return (${of}).apply(null, arguments)`, args });
  }
  /// The same of a function that returns a promise.
  async wait(of, ...args) {
    const answer = await this.#call('/execute/async', {
      script: `const args = [...arguments], done = args.pop();
        (${of}).apply(null, args).then(value => done({value}), error => done({error: String(error && error.stack || error)}))`, args });
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  }
  cdp(cmd, params = {}) { return this.#call('/goog/cdp/execute', { cmd, params }); }
  log(type) { return this.#call('/se/log', { type }); }

  /// Keys are pressed wherever the focus is.
  press(...keys) {
    return this.#call('/actions', { actions: [{ type: 'key', id: 'keys', actions: keys.flatMap(
      value => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }] });
  }
  size(width, height = 900) {
    return this.cdp('Emulation.setDeviceMetricsOverride',
      { width, height, deviceScaleFactor: 1, mobile: false });
  }
  media({ scheme = 'light', type = '', motion = 'no-preference' } = {}) {
    return this.cdp('Emulation.setEmulatedMedia', { media: type, features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: motion }] });
  }
  async picture(whole = false) {
    const { data } = await this.cdp('Page.captureScreenshot',
      { format: 'png', captureBeyondViewport: whole });
    return Buffer.from(data, 'base64');
  }
  async pdf(options = {}) {
    const { data } = await this.cdp('Page.printToPDF', { printBackground: false, ...options });
    return Buffer.from(data, 'base64');
  }

  async end() {
    try {
      await this.#call('', undefined, 'DELETE');
    } finally {
      this.driver.removeAllListeners('exit');
      this.driver.kill();
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
}

export { elementKey };
