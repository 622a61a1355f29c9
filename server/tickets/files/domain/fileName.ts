import { longestFileName } from '#contract/tickets/files.types.ts'

/** Control characters, line ends, marks of direction, and what is invisible: a name is what it looks like. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu
/** What a path or a shell of any system takes for something else. */
const reserved = /["*:<>?|]/g
const extensionOf = /\.[\p{L}\p{N}]{1,10}$/u

/**
 * T7: the name of a file as it is kept and saved: its last part, composed (NFC), without what cannot be seen, at most 180 characters
 * with its extension. Null where nothing is left of it.
 */
export function cleanName(given: string): string | null {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const seen = last.toWellFormed().normalize('NFC').replaceAll(hidden, '').replaceAll('\uFFFD', '_')
  const name = seen
    .replaceAll(reserved, '_')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  return name === '' ? null : shortened(name, extensionIn(name))
}

/** The name with an extension that says what the file is. */
export function withExtension(name: string, extension: string): string {
  return shortened(`${name}.${extension}`, `.${extension}`)
}

/** With its full stop, in small letters; empty where there is none. */
export function extensionIn(name: string): string {
  return extensionOf.exec(name)?.[0].toLowerCase() ?? ''
}

function shortened(name: string, extension: string): string {
  const letters = Array.from(name)
  if (letters.length <= longestFileName) return name
  const end = Array.from(extension).length
  const kept = end === 0 ? '' : letters.slice(-end).join('')
  return (
    letters
      .slice(0, longestFileName - end)
      .join('')
      .trimEnd() + kept
  )
}
