/**
 * Lets a test type with an input method in the real browser: `executeServerCommand('ime', { compose: 'ni' })` shows a
 * composition, `{ commit: '你' }` ends it with that text, `{ insert: 'a' }` types without one.
 */
export function imePlugin() {
  const clients = new WeakMap();
  return {
    name: 'ime-command',
    async executeCommand({ command, payload, session }) {
      if (command !== 'ime') return undefined;
      const page = session.browser.getPage(session.id);
      let client = clients.get(page);
      if (!client) {
        client = await page.target().createCDPSession();
        // Test files run side by side; each page must believe that it has the focus.
        await client.send('Emulation.setFocusEmulationEnabled', { enabled: true });
        clients.set(page, client);
      }
      if (payload.compose !== undefined) {
        const { length } = payload.compose;
        await client.send('Input.imeSetComposition', {
          text: payload.compose,
          selectionStart: length,
          selectionEnd: length,
        });
      }
      if (payload.commit !== undefined) await client.send('Input.insertText', { text: payload.commit });
      if (payload.insert !== undefined) await client.send('Input.insertText', { text: payload.insert });
      return true;
    },
  };
}
