/** Letters of Russian and Ukrainian as they meet in Latin; what only softens or divides has none. */
const latin: ReadonlyMap<string, string> = new Map(
  (
    'а=a б=b в=v г=g ґ=g д=d е=e ё=e є=e ж=zh з=z и=i і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ' +
    'ц=c ч=ch ш=sh щ=sh ъ= ы=i ь= э=e ю=u я=a'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
)

/** Ways of writing one sound, the longer ones first. */
const alike: readonly (readonly [pattern: RegExp, sound: string])[] = [
  [/shch|sch/g, 'sh'],
  [/kh/g, 'h'],
  [/t[sz]/g, 'c'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/(.)\1+/g, '$1'],
  [/[yij]u/g, 'u'],
  [/i?[yij]a/g, 'a'],
  [/[yij]e/g, 'e'],
  [/[yij]o/g, 'e'],
  [/[yj]/g, 'i'],
  [/(.)\1+/g, '$1'],
]

/** Names that are written in two ways which no rule of letters joins. */
const sameNames: Readonly<Record<string, string>> = { aleksander: 'aleksandr', michael: 'mihail' }

/** §7.2: how a name sounds, in whichever of the two scripts it is written. */
export function skeletonOf(word: string): string {
  const letters = word.replaceAll(/\p{L}/gu, (letter) => latin.get(letter) ?? letter)
  const plain = letters.normalize('NFD').replaceAll(/[^a-z0-9]/g, '')
  const sound = alike.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), plain)
  const ended = sound.length > 1 ? sound.replace(/i$/, '') : sound
  return sameNames[ended] ?? ended
}

/** Apostrophes and signs are dropped, hyphens join; what is left are words in small letters. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')
  return folded
    .replaceAll(/['’ʼ`"«».-]/g, (sign) => (sign === '.' ? ' ' : ''))
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
}
