/** Signs of emoji, the letters that join and colour them; ©, ® and ™ are in every font. */
const emoji =
  /(?![©®™‼])(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u{E0020}-\u{E007F}]|\uFE0F|\u200D|\u20E3)/u
const everyEmoji = new RegExp(emoji, 'gu')

/**
 * A text as our font can print it: it has no emoji, and would print a box for each of their parts. What consists of nothing else
 * becomes dots, so that a reader sees that something stood there.
 */
export function printable(text: string): string {
  if (!emoji.test(text)) return text
  const printed = text.replaceAll(everyEmoji, '').replaceAll(/ {2,}/g, ' ').trim()
  return printed === '' ? '…' : printed
}
