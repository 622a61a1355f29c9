/** What a client's text tells already, and the pieces of it that are problems of their own (T4). */
export type Coached = {
  has: Record<'did' | 'expected' | 'got' | 'where' | 'steps' | 'version' | 'goal', boolean>
  /** One for each problem, in order; one alone where it is one problem. */
  parts: string[]
}

const signs: Record<keyof Coached['has'], RegExp> = {
  did: /(^|[^\p{L}])(нажал|открыл|сохранил|попробовал|натиснув|відкрив|clicked|opened|saved|tried)/iu,
  expected: /(ожидал|должн|хотел|нужно|очікував|має бути|потрібно|expected|should|want)/iu,
  got: /(ошибк|вместо|пуст|не приход|помилк|замість|порожн|error|instead|empty)/iu,
  where: /(страниц|раздел|адрес|отчёт|сторінк|розділ|звіт|page|section|report|https?:)/iu,
  steps: /(^|\n)\s*\d[.)]\s.+\n\s*\d[.)]\s/u,
  version: /(верси|версі|version|тариф|редакци|редакці|chrome|firefox|\d+\.\d+\.\d+)/iu,
  goal: /(чтобы|щоб|so that|in order to)/iu,
}

/** Lines that are numbered one below the other are problems of their own. */
export function coach(text: string): Coached {
  const has = {
    did: signs.did.test(text),
    expected: signs.expected.test(text),
    got: signs.got.test(text),
    where: signs.where.test(text),
    steps: signs.steps.test(text),
    version: signs.version.test(text),
    goal: signs.goal.test(text),
  }
  const pieces = text.split(/\n\s*\n/u).map((piece) => piece.trim())
  const parts = pieces.filter((piece) => /^(во-|по-|\d\.)/iu.test(piece))
  return { has, parts: parts.length > 1 ? parts : [text] }
}
