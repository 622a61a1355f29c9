import { uploadPath } from '#contract/tickets/files.types.ts'
import { roles, type Role } from '#test/server/situation.ts'
import { judgePage } from '../judgePage.ts'
import type { Random } from '../random.ts'
import type { Outgoing, Reply } from '../send.ts'
import { record, type Planner, type Run } from '../step.ts'
import { oddTexts } from '../texts.ts'

/** Uploads that were begun here, and by whom: to anybody else they do not exist. */
type Begun = { fileId: string; role: Role }
type Asked = { row: string; how: string; role: Role; own: Begun | null; outgoing: Outgoing }

const mostBegun = 60
/** Headers of more than 16 KB are refused by Node itself, which then hangs up. */
const shortTexts = oddTexts.map((text) => text.slice(0, 1000))
const bytes = ['', 'a', 'abc', '\0', '<svg/>', 'BM', 'x'.repeat(70_000)]
const numbers = ['0', '3', '5', '-1', '1e3', '0x5', '', ' 5', '99999999999999999999', 'NaN', '70000']

/** What sends files and opens them, damaged: every method of the protocol, by everybody, also for uploads of somebody else. */
export function planUploads(run: Run): Planner {
  const begun: Begun[] = []
  return (step) => {
    const { random } = step
    const asked = random.chance(0.15)
      ? link(random)
      : random.chance(0.4) || begun.length === 0
        ? begin(run, random)
        : goOn(run, random, random.pick(begun))
    return async () => {
      const reply = await run.sender.send(asked.outgoing)
      const { row, how, role, outgoing, own } = asked
      const verdict = judgePage(reply, how)
      if (own !== null && own.role !== role && verdict.ending === 'reached' && outgoing.method !== 'OPTIONS') {
        verdict.faults.push({ kind: 'not refused', message: `${role} reached an upload of ${own.role}` })
      }
      const fileId = idIn(reply)
      if (fileId !== null) begun.push({ fileId, role })
      if (begun.length > mostBegun) begun.shift()
      const input = `${outgoing.method} ${outgoing.path} ${JSON.stringify(outgoing.headers)}`
      record(run, step, { row, role, how, input, verdict, reply, path: outgoing.path.split('?')[0] ?? '' })
    }
  }
}

function idIn({ headers }: Reply): string | null {
  const { location } = headers
  return typeof location === 'string' ? (location.split('/').at(-1) ?? null) : null
}

function headersOf(run: Run, random: Random, role: Role): Record<string, string> {
  const token = random.chance(0.05) ? 'nobody' : run.ground.sessions.next(role)
  return { authorization: `Bearer ${token}`, 'tus-resumable': random.chance(0.05) ? '0.2' : '1.0.0' }
}

function begin(run: Run, random: Random): Asked {
  const role = random.pick(roles)
  const { tickets } = run.ground.situation
  const ticketId = random.pick([...Object.values(tickets).map((one) => one.ticketId), '', 'x'])
  const said = { name: random.pick(['a.txt', ...shortTexts]), ticketId }
  const metadata = Object.entries(said).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
  const odd = random.pick(['name', 'name %%%', ',,', 'name YQ==,name YQ==', '='.repeat(5000)])
  const body = random.chance(0.2) ? random.pick(bytes) : ''
  const headers = {
    ...headersOf(run, random, role),
    'upload-length': random.chance(0.7) ? '3' : random.pick(numbers),
    'upload-metadata': random.chance(0.85) ? metadata.join(',') : odd,
    ...(random.chance(0.1) && { 'upload-defer-length': '1' }),
    ...(body !== '' && { 'content-type': 'application/offset+octet-stream' }),
  }
  const outgoing = { method: 'POST', path: uploadPath, headers, body }
  return { row: `POST ${uploadPath}`, how: 'an upload is begun', role, own: null, outgoing }
}

function goOn(run: Run, random: Random, own: Begun): Asked {
  const role = random.chance(0.5) ? own.role : random.pick(roles)
  const method = random.pick(['PATCH', 'PATCH', 'HEAD', 'DELETE', 'OPTIONS', 'GET', 'PUT'])
  const odd = random.pick(['x', '%', '..%2f..', own.fileId.toUpperCase(), `${own.fileId}/`, 'a'.repeat(4000)])
  const path = `${uploadPath}/${random.chance(0.85) ? own.fileId : odd}`
  const headers = {
    ...headersOf(run, random, role),
    ...(method === 'PATCH' && {
      'upload-offset': random.chance(0.7) ? '0' : random.pick(numbers),
      'content-type': random.chance(0.9) ? 'application/offset+octet-stream' : 'text/plain',
    }),
  }
  const body = method === 'PATCH' ? (random.chance(0.5) ? 'abc' : random.pick(bytes)) : ''
  return {
    row: `${method} ${uploadPath}/…`,
    how: 'an upload goes on',
    role,
    own,
    outgoing: { method, path, headers, body },
  }
}

function link(random: Random): Asked {
  const id = '0b0f5b1e-0d3c-4e0e-9b5f-1f6f7f0a1b2c'
  const place = random.pick([`${id}/download`, `${id}/inline`, `${id}/x`, id, '', '%', '../api/me'])
  const query = random.pick([
    '',
    '?sign=x',
    '?for=desk:x&until=1&sign=AA',
    '?until=1e99',
    `?${new URLSearchParams({ for: random.pick(shortTexts) }).toString()}`,
  ])
  const headers = random.pick<Record<string, string>>([{}, { range: 'bytes=0-1' }, { range: 'bytes=a' }])
  const outgoing = { method: 'GET', path: `/files/${place}${query}`, headers, body: '' }
  return { row: 'GET /files', how: 'an odd link', role: 'admin', own: null, outgoing }
}
