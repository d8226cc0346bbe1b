import { executeServerCommand } from '@web/test-runner-commands';

interface RawNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly childIds?: readonly string[];
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[];
}

/** A node as the browser hands it to a screen reader. */
export interface Heard {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly states: Readonly<Record<string, unknown>>;
  readonly children: readonly Heard[];
}

/** The page's accessibility tree, without what is hidden from it. */
export async function accessibilityTree(): Promise<Heard> {
  const nodes = await executeServerCommand<readonly RawNode[], unknown>('accessibility', {});
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const root = nodes.find((node) => node.parentId === undefined)!;
  return heard(root, byId)[0]!;
}

/** An ignored node says nothing itself: its children stand in its place. */
function heard(node: RawNode, byId: ReadonlyMap<string, RawNode>): readonly Heard[] {
  const children = (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id);
    return child ? heard(child, byId) : [];
  });
  if (node.ignored && node.parentId !== undefined) return children;
  const text = (value: { readonly value: string } | undefined): string =>
    (value?.value ?? '').replace(/[\s\u3000]+/g, ' ').trim();
  return [
    {
      role: node.role?.value ?? '',
      name: text(node.name),
      description: text(node.description),
      states: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
      children,
    },
  ];
}

/** Every node below `from` of that role and, if given, with that name, in reading order. */
export function all(from: Heard, role: string, name?: string | RegExp): readonly Heard[] {
  const found: Heard[] = [];
  const look = (node: Heard): void => {
    if (node.role === role && matches(node.name, name)) found.push(node);
    node.children.forEach(look);
  };
  from.children.forEach(look);
  return found;
}

/** The one node of that role and name; throws with what there is instead. */
export function one(from: Heard, role: string, name?: string | RegExp): Heard {
  const found = all(from, role, name);
  if (found.length === 1) return found[0]!;
  const there = all(from, role).map((node) => node.name);
  throw new Error(`${found.length} of role ${role} named ${String(name)}; there are: ${there.join(' | ')}`);
}

/** What is read out below a node, in order. */
export function spoken(node: Heard): string {
  const words: string[] = [];
  const read = (at: Heard): void => {
    if (at.role === 'StaticText') words.push(at.name);
    else if (at.children.length === 0 && at.name !== '') words.push(at.name);
    else {
      if (at.role === 'image' || at.role === 'img') words.push(at.name);
      at.children.forEach(read);
    }
  };
  read(node);
  return words.join(' ');
}

function matches(name: string, wanted: string | RegExp | undefined): boolean {
  return wanted === undefined || (typeof wanted === 'string' ? name === wanted : wanted.test(name));
}

/** The tree with two blanks a level, for looking at it. */
export function drawn(node: Heard, depth = 0): string {
  const states = JSON.stringify(node.states);
  const line = `${'  '.repeat(depth)}${node.role} "${node.name}" ${states}`;
  return [line, ...node.children.map((child) => drawn(child, depth + 1))].join('\n');
}
