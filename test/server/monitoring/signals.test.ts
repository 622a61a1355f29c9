import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestKept } from '#contract/monitoring/types.ts'
import { parseSignal } from '#server/monitoring/signals.adapter.ts'

const bodyOf = (name: string) => readFile(new URL(`bodies/${name}.json`, import.meta.url), 'utf8')

describe('D3 what monitors send', () => {
  it('Alertmanager: each alert by its fingerprint, with its start', async () => {
    expect(parseSignal(await bodyOf('alertmanager'))).toEqual({
      shape: 'alertmanager',
      text: 'BlackBox Probe Failure: https://portal.example.org',
      alerts: [
        {
          key: '1a30ba71cca2921f',
          isFiring: true,
          title: 'BlackBox Probe Failure: https://portal.example.org',
          startsAt: new Date('2026-11-30T07:00:45.828Z'),
        },
      ],
    })
  })

  it('Alertmanager before 0.19 has no fingerprint: the same labels in another order are the same alert', async () => {
    const body = JSON.parse(await bodyOf('alertmanager'))
    const [alert] = body.alerts
    delete alert.fingerprint
    const turned = { ...alert, labels: Object.fromEntries(Object.entries(alert.labels).toReversed()) }
    const other = { ...alert, labels: { ...alert.labels, instance: 'other' } }

    const { alerts } = parseSignal(JSON.stringify({ ...body, alerts: [alert, turned, other] }))

    expect(alerts[0]?.key).toMatch(/^[0-9a-f]{64}$/)
    expect(alerts[1]?.key).toBe(alerts[0]?.key)
    expect(alerts[2]?.key).not.toBe(alerts[0]?.key)
  })

  it('Grafana: what fires and what is over, in one call', async () => {
    const { shape, alerts, text } = parseSignal(await bodyOf('grafana'))

    expect(shape).toBe('grafana')
    expect(text).toBe('This alert was triggered for zone us-1')
    expect(alerts.map(({ key, isFiring }) => [key, isFiring])).toEqual([
      ['c6eadffa33fcdf37', true],
      ['bc97ff14869b13e3', false],
    ])
    expect(alerts[0]?.startsAt).toEqual(new Date('2026-11-30T07:51:03.157Z'))
  })

  it('Uptime Kuma: down by its own clock, up again, and neither while it waits, is maintained or tried out', async () => {
    const body = JSON.parse(await bodyOf('kuma'))
    const withStatus = (status: number) =>
      parseSignal(JSON.stringify({ ...body, heartbeat: { ...body.heartbeat, status } })).alerts

    expect(withStatus(0)).toEqual([
      { key: 'kuma:29', isFiring: true, title: 'Портал', startsAt: new Date('2026-11-30T07:51:35.527Z') },
    ])
    expect(withStatus(1)[0]?.isFiring).toBe(false)
    expect([withStatus(2), withStatus(3)]).toEqual([[], []])
    expect(parseSignal(await bodyOf('kumaTest'))).toEqual({ shape: 'kuma', alerts: [], text: 'Opora Testing' })
  })

  it('anything that can post: a key and a status', () => {
    const plain = (more: object) => parseSignal(JSON.stringify({ key: 'disk', status: 'down', ...more }))

    expect(plain({})).toEqual({
      shape: 'plain',
      text: 'disk',
      alerts: [{ key: 'disk', isFiring: true, title: '', startsAt: null }],
    })
    expect(plain({ status: 'up', title: 'Диск', text: '91 %', startsAt: '2026-11-30T07:00:00Z' })).toEqual({
      shape: 'plain',
      text: 'Диск: 91 %',
      alerts: [{ key: 'disk', isFiring: false, title: 'Диск', startsAt: new Date('2026-11-30T07:00:00Z') }],
    })
    expect(plain({ status: 'sideways' }).shape).toBe('unknown')
  })

  it.each(['', 'null', '[]', '{"alerts":[]}', '{"version":"4"}', 'down!', '{"__proto__":{"key":"a"}}'])(
    'of %s, which is none of them, the beginning is kept',
    (body) => {
      expect(parseSignal(body)).toEqual({ shape: 'unknown', alerts: [], text: body })
    },
  )

  it('nothing makes it throw, and whatever it keeps can be stored, on one line', async () => {
    const good = await Promise.all(['alertmanager', 'grafana', 'kuma'].map(bodyOf))
    const cut = fc.tuple(fc.constantFrom(...good), fc.nat(3000), fc.string({ unit: 'binary', maxLength: 5 }))
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      cut.map(([body, at, put]) => body.slice(0, at) + put + body.slice(at + put.length)),
      fc
        .record({ status: fc.anything(), labels: fc.anything(), annotations: fc.anything(), startsAt: fc.anything() })
        .map((alert) => JSON.stringify({ version: '4', alerts: [alert] }, withoutBig)),
    )
    fc.assert(
      fc.property(bodies, (body) => {
        const { text, alerts } = parseSignal(body)
        for (const kept of [text, ...alerts.flatMap(({ key, title }) => [key, title])]) {
          expect(kept.isWellFormed()).toBe(true)
          expect(kept).not.toMatch(/[\0\n]/)
          expect(kept.length).toBeLessThanOrEqual(longestKept)
        }
      }),
      { numRuns: 500 },
    )
  })
})

const withoutBig = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
