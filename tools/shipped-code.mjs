/** What both builds do to our sources: syntax of the floor, without what costs bytes or time and says nothing. */
import { privateNames } from './private-names.mjs';
import { trimTemplates } from './trim-templates.mjs';

/** @param {{ short: boolean }} options Whether the names of what is private are short, or can be read. */
export function shippedCode({ short }) {
  return {
    plugins: [privateNames({ short }), trimTemplates()],
    // A field that is declared and not given a value is undefined also when nobody writes it down.
    oxc: { typescript: { removeClassFieldsWithoutInitializer: true } },
    transform: {
      // Fields are assigned, not defined by a helper: no class of ours has a field where its parent has an accessor.
      // And document.all, the one object that is undefined and is not, is in no expression.
      assumptions: { setPublicClassFields: true, noDocumentAll: true },
    },
  };
}
