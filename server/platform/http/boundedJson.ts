/** What one answer may hold: far above the largest that is ever wanted, far below what hurts. */
const mostDepth = 32
const mostValues = 20_000

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openers = [0x7b, 0x5b]
const closers = [0x7d, 0x5d]

/**
 * JSON that somebody else wrote. A megabyte of empty lists is twenty times as large in memory, so depth and number of values are
 * counted in the bytes before anything is made of them. Throws what JSON.parse throws, and RangeError for too much.
 */
export function parseBoundedJson(bytes: Buffer): unknown {
  refuseTooMuch(bytes)
  const parsed: unknown = JSON.parse(bytes.toString('utf8'))
  return parsed
}

function refuseTooMuch(bytes: Buffer): void {
  let depth = 0
  let values = 0
  let isInText = false
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0
    if (isInText) {
      if (byte === backslash) i += 1
      else if (byte === quote) isInText = false
      continue
    }
    if (byte === quote) isInText = true
    else if (byte === comma) values += 1
    else if (openers.includes(byte)) {
      depth += 1
      values += 1
    } else if (closers.includes(byte)) depth -= 1
    if (depth > mostDepth || values > mostValues) throw new RangeError('the answer has too many parts')
  }
}
