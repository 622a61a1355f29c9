import { oneLine } from './headers.ts'
import type { BouncedRecipient } from './readMail.types.ts'

const mostRecipients = 50

/** The groups of a `message/delivery-status` part, one a recipient (RFC 3464). */
export function bouncedIn(status: string): BouncedRecipient[] {
  const groups = status.slice(0, 200_000).replaceAll('\r', '').split(/\n\n+/)
  return groups.flatMap((group) => recipientIn(group) ?? []).slice(0, mostRecipients)
}

function recipientIn(group: string): BouncedRecipient | null {
  const fields = new Map<string, string>()
  for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  const written = fields.get('final-recipient') ?? fields.get('original-recipient')
  if (written === undefined) return null
  const address = (written.split(';').at(-1) ?? '').trim().replaceAll(/[<>]/g, '').toLowerCase()
  return {
    address: oneLine(address).slice(0, 320),
    action: actionOf(fields.get('action') ?? ''),
    status: /^\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null,
    diagnostic: diagnosticOf(fields.get('diagnostic-code')),
  }
}

function actionOf(action: string): BouncedRecipient['action'] {
  const word = action.trim().toLowerCase()
  return word === 'failed' || word === 'delayed' ? word : 'other'
}

function diagnosticOf(written: string | undefined): string | null {
  if (written === undefined) return null
  const words = written.replace(/^[\w.-]{1,20}\s*;\s*/, '')
  return oneLine(words).slice(0, 500)
}
