import { html, LitElement, type TemplateResult } from 'lit';
import { ToastController, toastRegion, type Toast } from '../../src/components/shared/toast.js';
import { afterEachTest, equal, ok, test } from '../controllers/bdd.js';

/** A tag with nothing but its toasts, on timers that run when the test says so. */
class ToastHost extends LitElement {
  readonly pending = new Map<number, { readonly run: () => void; readonly milliseconds: number }>();
  readonly toasts = new ToastController(this, {
    start: (run, milliseconds) => {
      this.pending.set(++this.#timers, { run, milliseconds });
      return this.#timers;
    },
    stop: (timer) => void this.pending.delete(timer as number),
  });
  #timers = 0;

  protected override render(): TemplateResult {
    return html`<input />${toastRegion(this.toasts)}`;
  }

  get region(): HTMLElement {
    return this.shadowRoot!.querySelector<HTMLElement>('.toasts')!;
  }

  /** All timers that have been started and not stopped run out. */
  async runOut(): Promise<void> {
    for (const [timer, { run }] of [...this.pending]) {
      this.pending.delete(timer);
      run();
    }
    await this.updateComplete;
  }
}
customElements.define('toast-host', ToastHost);

const shown: Element[] = [];
afterEachTest(() => {
  for (const element of shown.splice(0)) element.remove();
});

async function host(toast?: Toast): Promise<ToastHost> {
  const element = new ToastHost();
  document.body.append(element);
  shown.push(element);
  await element.updateComplete;
  if (toast) element.toasts.show(toast);
  await element.updateComplete;
  return element;
}

const MOVED: Toast = { text: '已移到第 2 项', light: 'ok' };

test('a toast stays six seconds, in a region that was there before it', async () => {
  const element = await host();
  const { region } = element;
  equal(region.getAttribute('role'), 'status');
  element.toasts.show(MOVED);
  await element.updateComplete;
  equal(element.region, region);
  equal(region.textContent.trim(), '已移到第 2 项');
  equal(
    [...element.pending.values()].map(({ milliseconds }) => milliseconds),
    [6000],
  );
  await element.runOut();
  equal(region.textContent.trim(), '');
});

test('a toast never takes the focus', async () => {
  const element = await host();
  element.shadowRoot!.querySelector('input')!.focus();
  element.toasts.show({ ...MOVED, action: { word: '撤销', press: () => undefined } });
  await element.updateComplete;
  equal(element.shadowRoot!.activeElement?.tagName, 'INPUT');
});

test('a toast does not go from under the pointer or the focus', async () => {
  const element = await host({ ...MOVED, action: { word: '撤销', press: () => undefined } });
  const { region } = element;
  region.dispatchEvent(new PointerEvent('pointerenter'));
  equal(element.pending.size, 0, 'no timer runs under the pointer');
  const button = region.querySelector('button')!;
  button.focus();
  region.dispatchEvent(new PointerEvent('pointerleave'));
  equal(element.pending.size, 0, 'nor while its button has the focus');
  button.blur();
  equal(element.pending.size, 1);
  await element.runOut();
  equal(region.textContent.trim(), '');
});

test('its one action is done once, and the toast is gone with it', async () => {
  let pressed = 0;
  const element = await host({ ...MOVED, action: { word: '撤销', press: () => (pressed += 1) } });
  equal(element.region.querySelectorAll('button').length, 1);
  element.region.querySelector('button')!.click();
  await element.updateComplete;
  equal(pressed, 1);
  equal(element.region.textContent.trim(), '');
  equal(element.pending.size, 0);
});

test('a newer toast takes the place of the one before, with its own six seconds', async () => {
  const element = await host(MOVED);
  element.toasts.show({ text: '审定已封存', light: 'ok' });
  await element.updateComplete;
  equal(element.region.textContent.trim(), '审定已封存');
  equal(element.pending.size, 1);
});

test('what the live region has said already is not read twice', async () => {
  const element = await host({ ...MOVED, said: true });
  equal(element.region.getAttribute('aria-live'), 'off');
  element.toasts.show({ text: '审定已封存', light: 'ok' });
  await element.updateComplete;
  equal(element.region.getAttribute('aria-live'), 'polite');
});

test('no timer is left when the tag leaves the page', async () => {
  const element = await host(MOVED);
  element.remove();
  ok(element.pending.size === 0, 'a timer would keep the element alive');
});
