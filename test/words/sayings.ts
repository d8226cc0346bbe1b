import ts from 'typescript';

/** One text of a table as a person reads it; `typical` when it was put together from ordinary values. */
export interface Saying {
  readonly path: string;
  readonly text: string;
  readonly typical: boolean;
}

/** A table of words and where it is declared, so that its functions can be called with values of the right kinds. */
export interface Table {
  readonly file: string;
  readonly name: string;
  readonly value: Readonly<Record<'zh-CN' | 'en', object>>;
}

/** What stands for a name or another text in either language. */
const TEXT = { 'zh-CN': '甲局', en: 'Alpha' } as const;

/** What the words of a finding are given: every parameter that a rule has. */
const PARAMS = {
  'zh-CN': { level: '机密', period: '1年', person: '甲', missing: ['leader_signed'], fields: ['甲'] },
  en: { level: 'secret', period: '1 year', person: 'Alpha', missing: ['leader_signed'], fields: ['title'] },
} as const;
const SAME_PARAMS = {
  minutes: 1300,
  line: 3,
  cause: 'materials',
  at: '2024-04-12T17:52:00+08:00',
  deadline: '2024-04-12T17:00:00+08:00',
  reversed: [['submitted', 'scheduled']],
};

export function compileTables(tables: readonly Table[]): ts.TypeChecker {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
  };
  program = ts.createProgram(
    tables.map(({ file }) => file),
    options,
  );
  return program.getTypeChecker();
}
let program: ts.Program;

/** Everything that a table says in one language. */
export function sayingsOf(table: Table, language: 'zh-CN' | 'en', checker: ts.TypeChecker): Saying[] {
  const file = program.getSourceFile(table.file);
  const symbol = file && checker.getSymbolAtLocation(file);
  const declared = symbol && checker.getExportsOfModule(symbol).find(({ name }) => name === table.name);
  if (!file || !declared) throw new Error(`${table.file} exports no ${table.name}`);
  const type = propertyType(checker.getTypeOfSymbol(declared), language, checker);
  return walk(table.value[language], type, table.name, { checker, language });
}

interface Context {
  readonly checker: ts.TypeChecker;
  readonly language: 'zh-CN' | 'en';
}

function propertyType(type: ts.Type | undefined, name: string, checker: ts.TypeChecker): ts.Type | undefined {
  if (!type) return undefined;
  const property = checker.getPropertyOfType(type, name);
  return property ? checker.getTypeOfSymbol(property) : (type.getStringIndexType() ?? type.getNumberIndexType());
}

function walk(value: unknown, type: ts.Type | undefined, path: string, context: Context): Saying[] {
  if (typeof value === 'string') return [{ path, text: value, typical: true }];
  if (typeof value === 'function') return called(value as (...args: unknown[]) => unknown, type, path, context);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    walk(inner, propertyType(type, key, context.checker), `${path}.${key}`, context),
  );
}

/** Calls a function of a table with ordinary values, then with each argument at the ends of its kind. */
function called(
  say: (...args: unknown[]) => unknown,
  type: ts.Type | undefined,
  path: string,
  context: Context,
): Saying[] {
  const signature = type?.getCallSignatures()[0];
  if (!signature) throw new Error(`${path}: what it takes is not known`);
  const kinds = signature.parameters.map((parameter) => samples(context.checker.getTypeOfSymbol(parameter), context));
  const typical = kinds.map((kind) => kind[0]);
  const calls = [
    { args: typical, typical: true },
    ...kinds.flatMap((kind, index) =>
      kind
        .slice(1)
        .map((sample) => ({ args: typical.map((arg, at) => (at === index ? sample : arg)), typical: false })),
    ),
  ];
  return calls.flatMap(({ args, typical: isTypical }) =>
    walkResult(say(...args), `${path}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`, isTypical),
  );
}

function walkResult(result: unknown, path: string, typical: boolean): Saying[] {
  if (typeof result === 'string') return [{ path, text: result, typical }];
  if (Array.isArray(result)) return result.flatMap((item) => walkResult(item, path, typical));
  throw new Error(`${path} is no text: ${JSON.stringify(result)}`);
}

/** Values of a type: an ordinary one first, then others. */
function samples(type: ts.Type, context: Context): unknown[] {
  const { checker, language } = context;
  if (checker.typeToString(type) === 'JsonObject') return [{ ...SAME_PARAMS, ...PARAMS[language] }];
  if (type.isUnion()) return type.types.flatMap((each) => samples(each, context).slice(0, each.isLiteral() ? 1 : 3));
  if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
  if (type.flags & ts.TypeFlags.BooleanLiteral) return [checker.typeToString(type) === 'true'];
  if (type.flags & ts.TypeFlags.Boolean) return [true, false];
  if (type.flags & ts.TypeFlags.String) return [TEXT[language], ''];
  if (type.flags & ts.TypeFlags.Number) return [3, 1, 0];
  if (type.flags & ts.TypeFlags.Null) return [null];
  if (type.flags & ts.TypeFlags.Undefined) return [undefined];
  const item = type.getNumberIndexType();
  if (item) {
    const [first] = samples(item, context);
    return [[first, first], [first], []];
  }
  const properties = checker.getPropertiesOfType(type);
  const made = properties.map(({ name }) => [name, samples(propertyType(type, name, checker)!, context)[0]] as const);
  return [Object.fromEntries(made)];
}
