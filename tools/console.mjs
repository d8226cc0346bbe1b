/** Output of the scripts in this folder and of the demo. Built-ins only: they run before anything is installed. */

const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

/** One sentence in the reader's language: Chinese when the environment says so, else English. */
export function sentence(zh, en) {
  return chinese ? zh : en;
}

/** Both languages, for what everybody at the machine must understand. */
export function bothLanguages(zh, en) {
  return chinese ? `${zh}\n${en}` : `${en}\n${zh}`;
}

/** `1.2 s` or `340 ms`. */
export function duration(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
