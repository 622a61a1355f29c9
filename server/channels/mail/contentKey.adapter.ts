import { createHash } from 'node:crypto'

/** What each delivery writes anew above a mail: of two copies of one mail it differs. */
const trace =
  /^(?:received|delivered-to|return-path|x-original-to|envelope-to|delivery-date|authentication-results|arc-[\w-]+|received-spf|x-received|dkim-signature):/i

/** The same for every copy of a mail, also where it has no Message-ID or somebody else's. */
export function contentKeyOf(raw: Buffer): string {
  const end = headerEnd(raw)
  const headers = raw
    .subarray(0, end)
    .toString('latin1')
    .split(/\r?\n(?![ \t])/)
  const digest = createHash('sha256')
  for (const header of headers)
    if (!trace.test(header)) digest.update(header.replaceAll(/\r?\n/g, '\n'), 'latin1').update('\n')
  return digest.update(raw.subarray(end)).digest('base64url')
}

function headerEnd(raw: Buffer): number {
  const ends = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter((at) => at >= 0)
  return ends.length === 0 ? raw.length : Math.min(...ends)
}
