import { nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { PartType, type DirectiveResult, type ElementPart, type PartInfo } from 'lit/directive.js';
import { ref } from 'lit/directives/ref.js';
import type { SharedText } from '../store/shared-text.js';
import { TextFieldBinding, type TextField, type TextFieldOptions } from './text-field-binding.js';

/**
 * Keeps one `<input>` or `<textarea>` of its host on a shared text. Put `${controller.bind()}` into the tag of the
 * field, and give that field no value of its own.
 */
export class TextFieldController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #read: () => SharedText | undefined;
  readonly #options: TextFieldOptions;
  #field: TextField | undefined;
  #binding: TextFieldBinding | undefined;

  constructor(
    host: ReactiveControllerHost,
    options: TextFieldOptions & { readonly read: () => SharedText | undefined },
  ) {
    this.#host = host;
    this.#read = options.read;
    this.#options = options;
    host.addController(this);
  }

  /** The directive that marks the field. */
  bind(): DirectiveResult {
    return ref(this.#attach);
  }

  /** Sends out what stands in the field, also when a composition is under way. */
  flush(): void {
    this.#binding?.flush();
  }

  hostConnected(): void {
    // The text may have changed, or be another one, while the host was away.
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const text = this.#field && this.#read();
    if (this.#binding?.field === this.#field && this.#binding?.text === text) return;
    this.#detach();
    if (this.#field && text) this.#binding = new TextFieldBinding(this.#field, text, this.#options);
  }

  hostDisconnected(): void {
    this.#detach();
  }

  readonly #attach = (element: Element | undefined): void => {
    if (element === undefined) this.#detach();
    this.#field = element as TextField | undefined;
  };

  #detach(): void {
    this.#binding?.detach();
    this.#binding = undefined;
  }
}

/** As the controller does for one field, `${sharedText(text, options)}` does inside the tag of a field of a list. */
class SharedTextDirective extends AsyncDirective {
  readonly #field: TextField;
  #binding: TextFieldBinding | undefined;
  #text: SharedText | undefined;
  #options: TextFieldOptions | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new Error('sharedText belongs inside the tag of an <input> or <textarea>');
    this.#field = (part as unknown as { readonly element: TextField }).element;
  }

  override render(_text: SharedText | undefined, _options?: TextFieldOptions): typeof nothing {
    return nothing;
  }

  override update(_part: ElementPart, [text, options]: [SharedText | undefined, TextFieldOptions?]): typeof nothing {
    this.#text = text;
    this.#options = options;
    if (this.isConnected) this.#bind();
    return nothing;
  }

  override disconnected(): void {
    this.#binding?.detach();
    this.#binding = undefined;
  }

  override reconnected(): void {
    this.#bind();
  }

  #bind(): void {
    if (this.#binding?.text !== this.#text) {
      this.#binding?.detach();
      this.#binding = this.#text && new TextFieldBinding(this.#field, this.#text, this.#options);
    }
    if (this.#binding) this.#binding.options = this.#options ?? {};
  }
}

export const sharedText = directive(SharedTextDirective);
