const mostLetters = 20_000

function head(columns: number): string {
  return `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n`
}

/** Messages of the greatest length that ask most of their reader; each was slow, or large, with one reader or another. */
export function worstMessages(): Record<string, string> {
  const whole = (piece: string) => piece.repeat(Math.ceil(mostLetters / piece.length)).slice(0, mostLetters)
  const table = (columns: number, row: string) => (head(columns) + whole(row)).slice(0, mostLetters)
  return {
    'a table of 300 columns': table(300, 'a\n'),
    'a table of 20 columns': table(20, 'a\n'),
    'a table of two columns': table(2, '|a|b|\n'),
    'a table in a quote': (`> ${'|a'.repeat(300)}|\n> ${'|-'.repeat(300)}|\n` + whole('> a\n')).slice(0, mostLetters),
    'many tables': whole('|a|b|\n|-|-|\n|a|b|\n\n'),
    'line ends': whole('a\n'),
    paragraphs: whole('a\n\n'),
    lists: whole('1. a\n'),
    'lists in lists': whole('- - - - - - - - a\n'),
    'quotes in quotes': whole(`${'>'.repeat(100)}a\n`),
    headings: whole('# a\n'),
    fences: whole('```\n'),
    stars: whole('*a '),
    strong: whole('**a* '),
    brackets: whole('['),
    pictures: whole('!['),
    links: whole('[a](b) '),
    references: whole('[a]: b\n[a]\n'),
    addresses: whole('http://a.b/ '),
    'one address': `http://${whole('a').slice(7)}`,
    'an address of stars': `http://a.b/${whole('*').slice(11)}`,
    domains: whole('a.ru '),
    letters: whole('a@b.ru '),
    entities: whole('&a;'),
    struck: whole('~~a'),
    backslashes: whole('\\*'),
    backticks: whole('`a``b```'),
    tags: whole('<a '),
    'empty lines': `a${whole('\n').slice(2)}b`,
    'at signs': whole('@'),
  }
}
