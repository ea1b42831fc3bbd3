// Writes VS Code's log files, and with them what an extension's log shows in the Output view.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  #file;
  #level = 0;
  #format = (level, message) => `${new Date().toISOString().replace('T', ' ').slice(0, -1)} [${level}] ${message}\n`;

  constructor(file) {
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
  }

  static {
    for (const [index, name] of levels.entries()) {
      Logger.prototype[name] = function (message) {
        if (index >= this.#level) appendFileSync(this.#file, this.#format(name, message));
      };
    }
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** Who asks for this brings times and line ends along. */
  clearFormatters() {
    this.#format = (_level, message) => message;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file);
