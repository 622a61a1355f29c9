/** A question whose article is known: it helped, or somebody has named it. */
export type Labelled = { question: string; language: 'ru' | 'uk' | 'en'; articleId: string }
/** What the first three are, as it is and as it would be. */
export type Replayed = { label: Labelled; before: readonly string[]; after: readonly string[] }

export type Compared = {
  before: Shares
  after: Shares
  isWorse: boolean
  lost: Labelled[]
}
type Shares = { first: number; amongThree: number }

/** A5: a change of articles or of the engine may lower neither share by more than a hundredth. */
const mostLost = 0.01
/** Shares of few questions are fractions: a hundredth exactly is no fall. */
const tolerance = 1e-9

export function compare(replayed: readonly Replayed[]): Compared {
  const [before, after] = [sharesOf(replayed, 'before'), sharesOf(replayed, 'after')]
  const isWorse =
    before.first - after.first > mostLost + tolerance || before.amongThree - after.amongThree > mostLost + tolerance
  const lost = replayed.filter((one) => isAmongThree(one, 'before') && !isAmongThree(one, 'after'))
  return { before, after, isWorse, lost: lost.map(({ label }) => label) }
}

function sharesOf(replayed: readonly Replayed[], when: 'before' | 'after'): Shares {
  const of = (count: number) => (replayed.length === 0 ? 0 : count / replayed.length)
  return {
    first: of(replayed.filter((one) => one[when][0] === one.label.articleId).length),
    amongThree: of(replayed.filter((one) => isAmongThree(one, when)).length),
  }
}

function isAmongThree({ label, ...found }: Replayed, when: 'before' | 'after'): boolean {
  return found[when].slice(0, 3).includes(label.articleId)
}
