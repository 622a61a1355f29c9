/** What IMAP says of a mail by its headers alone (RFC 9051, 7.5.2), as they were written. */
export function envelopeOf(raw: string): string {
  const of = headersOf(raw)
  const [from, to] = [peopleOf(of('from')), peopleOf(of('to'))]
  const said = [text(of('date')), text(of('subject')), from, from, from, to, 'NIL', 'NIL']
  return `(${[...said, text(of('in-reply-to')), text(of('message-id'))].join(' ')})`
}

function headersOf(raw: string): (name: string) => string | null {
  const [head = ''] = raw.split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return (name) => {
    const found = lines.find((line) => line.toLowerCase().startsWith(`${name}:`))
    return found === undefined ? null : found.slice(name.length + 1).trim()
  }
}

/** `Anna <anna@klient.test>` or a bare address. */
function peopleOf(value: string | null): string {
  if (value === null) return 'NIL'
  const address = /<([^>]*)>/.exec(value)?.[1] ?? value
  const name = value.includes('<') ? value.slice(0, value.indexOf('<')).trim().replaceAll('"', '') : ''
  const [mailbox = '', host = ''] = address.split('@')
  return `((${[text(name === '' ? null : name), 'NIL', text(mailbox), text(host)].join(' ')}))`
}

function text(value: string | null): string {
  return value === null ? 'NIL' : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
