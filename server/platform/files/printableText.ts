/** Signs of emoji, the letters that join and colour them; ©, ® and ™ are in every font. */
const emoji =
  /(?![©®™‼])(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u{E0020}-\u{E007F}]|\uFE0F|\u200D|\u20E3)/u
const everyEmoji = new RegExp(emoji, 'gu')

/** What else our font has no sign for, and what says the same: money by its code; what keeps a line from breaking by nothing. */
const others: Readonly<Record<string, string>> = {
  '\u2060': '',
  '\u202F': '\u00A0',
  '₴': 'UAH',
  '₸': 'KZT',
  '֏': 'AMD',
  ლ: 'GEL',
  '⃀': 'KGS',
  '₮': 'MNT',
  '₡': 'CRC',
  '₲': 'PYG',
  '฿': 'THB',
  '₭': 'LAK',
  '៛': 'KHR',
  '৳': 'BDT',
  '؋': 'AFN',
  '₵': 'S',
}
const everyOther = new RegExp(`[${Object.keys(others).join('')}]`, 'gu')

/**
 * A text as our font can print it: it has no emoji, and would print a box for each of their parts. What consists of nothing else
 * becomes dots, so that a reader sees that something stood there.
 */
export function printable(text: string): string {
  const written = text.replaceAll(everyOther, (sign) => others[sign] ?? '')
  if (!emoji.test(written)) return written
  const printed = written.replaceAll(everyEmoji, '').replaceAll(/ {2,}/g, ' ').trim()
  return printed === '' ? '…' : printed
}
