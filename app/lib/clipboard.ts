/**
 * Copies a text. A portal's frame is not allowed to use `navigator.clipboard`, the old command still works there;
 * where both are refused the answer is false and the caller shows the text for copying by hand.
 */
export async function copyText(text: string): Promise<boolean> {
  if (copyByCommand(text)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Takes a secret out of the clipboard again, if it is still there; where the browser does not let a page read it, it stays. */
export async function clearIfStill(text: string): Promise<void> {
  try {
    if ((await navigator.clipboard.readText()) === text) await navigator.clipboard.writeText('')
  } catch {
    // A frame of a portal may neither read nor write it.
  }
}

function copyByCommand(text: string): boolean {
  const before = document.activeElement
  // Inside a dialog the focus is held: a field outside of it could not be selected.
  const host = before?.closest('[role=dialog]') ?? document.body
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('aria-hidden', 'true')
  field.style.position = 'fixed'
  field.style.opacity = '0'
  host.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (before instanceof HTMLElement) before.focus()
  }
}
