import ts from 'typescript'

/** What the rules want to know of a file's text, read once from its syntax, so that comments say nothing. */
export type Facts = {
  /** As written; a worker that is reached by `new URL('./worker.ts', import.meta.url)` is one of them. */
  imports: string[]
  exports: string[]
  /** Everything in quotes; the holes of a template are `${}`. */
  texts: string[]
  calls: Call[]
  /** Names of tables that an interface or type called `…Tables` declares. */
  tables: string[]
}
export type Call = { name: string; texts: string[] }

type Node = ts.Node

export function factsOf(path: string, code: string): Facts {
  const reading = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }
  const source = ts.createSourceFile(path, code, reading, false, ts.ScriptKind.TS)
  const facts: Facts = { imports: [], exports: source.statements.flatMap(exportedBy), texts: [], calls: [], tables: [] }
  visit(source, facts)
  return facts
}

function visit(node: Node, facts: Facts): void {
  const imported = importOf(node)
  if (imported !== null) facts.imports.push(imported)
  const text = textOf(node)
  if (text !== null) facts.texts.push(text)
  const call = callOf(node)
  if (call !== null) facts.calls.push(call)
  facts.tables.push(...tablesOf(node))
  ts.forEachChild(node, (child) => visit(child, facts))
}

function importOf(node: Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return quoted(node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return quoted(node.argument.literal)
  if (ts.isModuleDeclaration(node)) return quoted(node.name)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return quoted(node.arguments[0])
  return ts.isNewExpression(node) && identifierOf(node.expression) === 'URL' ? workerOf(node.arguments ?? []) : null
}

function workerOf(given: readonly ts.Expression[]): string | null {
  const address = given.length === 2 ? quoted(given[0]) : null
  return address !== null && /^\.\.?\/.*\.ts$/.test(address) ? address : null
}

function identifierOf(node: Node): string {
  return ts.isIdentifier(node) ? node.text : ''
}

function quoted(node: Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null
}

function textOf(node: Node): string | null {
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('${}')
  return quoted(node)
}

function callOf(node: Node): Call | null {
  if (ts.isTaggedTemplateExpression(node)) return { name: identifierOf(node.tag), texts: [textOf(node.template) ?? ''] }
  if (!ts.isCallExpression(node)) return null
  const called = node.expression
  const name = ts.isPropertyAccessExpression(called) ? called.name.text : identifierOf(called)
  const [first] = node.arguments
  const given = first !== undefined && ts.isArrayLiteralExpression(first) ? [...first.elements] : [first]
  return { name, texts: given.flatMap((one) => (one === undefined ? [] : (textOf(one) ?? []))) }
}

function tablesOf(node: Node): string[] {
  if (ts.isInterfaceDeclaration(node) && node.name.text.endsWith('Tables')) return node.members.flatMap(nameOf)
  if (!ts.isTypeAliasDeclaration(node) || !node.name.text.endsWith('Tables')) return []
  return ts.isTypeLiteralNode(node.type) ? node.type.members.flatMap(nameOf) : []
}

function nameOf({ name }: { name?: Node }): string[] {
  if (name === undefined) return []
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? [name.text] : []
}

function exportedBy(node: ts.Statement): string[] {
  if (ts.isExportDeclaration(node))
    return node.exportClause !== undefined && ts.isNamedExports(node.exportClause)
      ? node.exportClause.elements.flatMap(nameOf)
      : []
  if (!ts.canHaveModifiers(node)) return []
  if (!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return []
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(nameOf)
  return 'name' in node ? nameOf(node) : []
}
