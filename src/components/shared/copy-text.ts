/**
 * Puts what stands in a field on the clipboard. Pages over plain HTTP and older kernels have no clipboard API: then it
 * is selected and copied as if by hand; where the browser refuses that too, it stays selected for Ctrl+C. Says which.
 */
export async function copyText(field: HTMLTextAreaElement | HTMLInputElement): Promise<'copied' | 'selected'> {
  // Typed as always there, and missing wherever the page is not a secure context.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard && (await isWritten(clipboard, field.value))) return 'copied';
  field.focus();
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way to copy on a page over plain HTTP.
  return document.execCommand('copy') ? 'copied' : 'selected';
}

async function isWritten(clipboard: Clipboard, text: string): Promise<boolean> {
  try {
    await clipboard.writeText(text);
    return true;
  } catch (refusal) {
    // Refused by the person or by a policy of the page: the other way may still work.
    if (refusal instanceof DOMException) return false;
    throw refusal;
  }
}
