import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { longestKept, type SignalShape } from '#contract/monitoring/types.ts'
import type { Alert } from './domain/monitor.ts'

/** What a call says; of an unknown shape the beginning of what came, and no alerts. */
export type Parsed = { shape: SignalShape; alerts: Alert[]; text: string }

const longestKey = 200
const mostAlerts = 1000

const text = v.optional(v.nullable(v.string()), '')
const labels = v.optional(v.nullable(v.record(v.string(), v.unknown())), {})
const alert = v.object({
  status: v.picklist(['firing', 'resolved']),
  labels,
  annotations: labels,
  startsAt: v.string(),
  fingerprint: v.optional(v.string(), ''),
})
const alerts = v.pipe(v.array(alert), v.minLength(1), v.maxLength(mostAlerts))
/** Alertmanager's fourth version; Grafana's family is the same with an organisation and no version 4. */
const alertmanager = v.object({ version: v.literal('4'), alerts })
const grafana = v.object({ orgId: v.number(), alerts })
/** Uptime Kuma: 0 is down, 1 up; 2 (pending) and 3 (maintenance) say neither. A test, and a word about a certificate, has no heartbeat. */
const kuma = v.object({
  heartbeat: v.nullable(v.object({ status: v.picklist([0, 1, 2, 3]), time: v.string(), msg: text })),
  monitor: v.nullable(v.object({ id: v.number(), name: v.string() })),
  msg: v.string(),
})
const plain = v.object({
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(longestKey)),
  status: v.picklist(['down', 'up', 'firing', 'resolved']),
  title: text,
  text,
  startsAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp()))),
})

/** D3: what a monitor sends, by its shape. It never throws: what is none of them is kept as it came. */
export function parseSignal(body: string): Parsed {
  const json = parsedJson(body)
  return (
    ofAlerts('alertmanager', v.safeParse(alertmanager, json)) ??
    ofAlerts('grafana', v.safeParse(grafana, json)) ??
    ofKuma(v.safeParse(kuma, json)) ??
    ofPlain(v.safeParse(plain, json)) ?? { shape: 'unknown', alerts: [], text: kept(body) }
  )
}

type Result<Value> = { success: true; output: Value } | { success: false }

function ofAlerts(
  shape: 'alertmanager' | 'grafana',
  result: Result<{ alerts: v.InferOutput<typeof alerts> }>,
): Parsed | null {
  if (!result.success) return null
  const found = result.output.alerts.map((one) => ({
    key: keyOf(one),
    isFiring: one.status === 'firing',
    title: kept(textIn(one.annotations, 'summary') || textIn(one.labels, 'alertname')),
    startsAt: instantOf(one.startsAt),
  }))
  return { shape, alerts: found, text: firstTitle(found) }
}

function ofKuma(result: Result<v.InferOutput<typeof kuma>>): Parsed | null {
  if (!result.success) return null
  const { heartbeat, monitor, msg } = result.output
  const said = { shape: 'kuma' as const, text: kept(msg) }
  if (heartbeat === null || monitor === null || heartbeat.status > 1) return { ...said, alerts: [] }
  const isFiring = heartbeat.status === 0
  // By its own clock, which is Greenwich's: `2026-11-30 07:51:35.527`.
  const startsAt = instantOf(`${heartbeat.time.replace(' ', 'T')}${heartbeat.time.endsWith('Z') ? '' : 'Z'}`)
  return { ...said, alerts: [{ key: `kuma:${monitor.id}`, isFiring, title: kept(monitor.name), startsAt }] }
}

function ofPlain(result: Result<v.InferOutput<typeof plain>>): Parsed | null {
  if (!result.success) return null
  const { key, status, title, text: said, startsAt } = result.output
  const isFiring = status === 'down' || status === 'firing'
  const shown = kept([title, said].filter((part) => (part ?? '') !== '').join(': ') || key)
  return {
    shape: 'plain',
    alerts: [{ key: kept(key), isFiring, title: kept(title ?? ''), startsAt: instantOf(startsAt ?? '') }],
    text: shown,
  }
}

/** Each set of labels is an alert of its own; Alertmanager calls it by a digest of them. */
function keyOf({ fingerprint, labels: named }: v.InferOutput<typeof alert>): string {
  if (fingerprint !== '') return kept(fingerprint).slice(0, longestKey)
  const sorted = Object.entries(named ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

function textIn(fields: Record<string, unknown> | null, name: string): string {
  const found = fields !== null && Object.hasOwn(fields, name) ? fields[name] : ''
  return typeof found === 'string' ? found : ''
}

function firstTitle(found: readonly Alert[]): string {
  return (found.find(({ isFiring }) => isFiring) ?? found[0])?.title ?? ''
}

/** Whatever a date is that nobody has: a year before ours, or one that PostgreSQL does not keep. */
function instantOf(said: string): Date | null {
  const at = new Date(said)
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2000 || at.getUTCFullYear() > 2100 ? null : at
}

/** What can be stored, on one line, and not too long. */
function kept(said: string): string {
  return said
    .slice(0, longestKept)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

function parsedJson(body: string): unknown {
  try {
    const json: unknown = JSON.parse(body)
    return json
  } catch {
    return null
  }
}
