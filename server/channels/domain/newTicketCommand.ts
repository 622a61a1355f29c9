const beginsAnother = /^\/new(?:@\w+)?(?:\s|$)/i

/** Whether somebody in a messenger begins another ticket, though they have open ones. */
export function isNewTicket(text: string): boolean {
  return beginsAnother.test(text)
}

/** Without the command that begins another ticket. */
export function wordsOf(text: string): string {
  return text.replace(beginsAnother, '').trim()
}
