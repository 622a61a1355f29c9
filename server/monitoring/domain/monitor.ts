import type { ComponentState } from '#contract/monitoring/types.ts'

/** D3: how long a state holds before something follows, in minutes. */
export type MonitorRules = { openAfter: number; closeAfter: number }

/** One alert of a call. `startsAt` null: its sender does not say since when. */
export type Alert = { key: string; isFiring: boolean; title: string; startsAt: Date | null }
type Known = { key: string; startsAt: Date; isFiring: boolean; at: Date }
/** `isAsked`: the lead was asked whether it still is so. */
export type Incident = { incidentId: string; openedAt: Date; isUnstable: boolean; isAsked: boolean }
/** What was heard of a component, as it is kept between two calls. */
export type MonitorState = {
  /** Null: nothing was heard. */
  isDown: boolean | null
  since: Date | null
  alerts: Known[]
  /** When it went down or up in the last hour. */
  turns: Date[]
  incident: Incident | null
}
/** What follows by itself, in its order, each with the instant at which it did. `isFirst`: the incident begins with it. */
type Next = Pick<Happening, 'what' | 'at'>
export type Happening = {
  what: 'opened' | 'unstable' | 'closed' | 'silent'
  at: Date
  incident: Incident
  isFirst: boolean
}
export type Heard = { state: MonitorState; happened: Happening[] }

/** More of one component are not told apart. Those that are over go first. */
const mostAlerts = 200
/** More turns within an hour than these, and it is unstable. */
export const calmTurns = 3
const hour = 3_600_000
const minute = 60_000
const silentAfter = 6 * hour
/** Two servers that watch the same thing do not see it begin at the same instant. */
const sameStart = minute
const mostTurns = 12

export const unheard: MonitorState = { isDown: null, since: null, alerts: [], turns: [], incident: null }

type Now = { at: Date; rules: MonitorRules; newId: () => string }

/** A call: first whatever was due before it, then what it says, then what is due at its instant. */
export function hear(state: MonitorState, alerts: readonly Alert[], now: Now): Heard {
  const before = settle(state, now)
  const known = alerts.reduce((heard, alert) => withAlert(heard, alert, now.at), before.state.alerts)
  const after = settle(turned({ ...before.state, alerts: known }, alerts.length > 0, now.at), now)
  return { state: after.state, happened: [...before.happened, ...after.happened] }
}

/** Everything that is due until this instant, each at its own: it does not matter how late anybody looks. */
export function settle(state: MonitorState, { at, rules, newId }: Now): Heard {
  const happened: Happening[] = []
  let settled = state
  for (let next = nextOf(settled, rules); next !== null && next.at <= at; next = nextOf(settled, rules)) {
    const incident = incidentAfter(settled.incident, next, newId)
    happened.push({ ...next, incident, isFirst: settled.incident === null })
    settled = { ...settled, incident: next.what === 'closed' ? null : incident, turns: turnsAt(settled.turns, next.at) }
  }
  return { state: settled, happened }
}

/** When something follows by itself; null: nothing does until somebody calls. */
export function nextDueAt(state: MonitorState, rules: MonitorRules): Date | null {
  return nextOf(state, rules)?.at ?? null
}

/** How it is shown: what does not hold yet is not said. */
export function stateOf({ isDown, incident }: MonitorState): ComponentState {
  if (incident !== null) return incident.isUnstable ? 'unstable' : 'down'
  return isDown === null ? 'unknown' : 'up'
}

/** Since when it is so as it is shown; null: nobody can tell, or something else is about to follow. */
export function shownSince({ isDown, since, incident }: MonitorState): Date | null {
  if (incident !== null) return incident.openedAt
  return isDown === false ? since : null
}

function nextOf(state: MonitorState, rules: MonitorRules): Next | null {
  const { isDown, since, turns, incident } = state
  if (isDown === null || since === null) return null
  const isRestless = turns.length > calmTurns
  if (isRestless && (incident === null || !incident.isUnstable)) return { what: 'unstable', at: turns.at(-1) ?? since }
  if (incident === null) return isDown ? { what: 'opened', at: later(since, rules.openAfter * minute) } : null
  if (!isDown) return { what: 'closed', at: closesAt({ since, turns, incident }, rules) }
  return incident.isAsked ? null : { what: 'silent', at: later(since, silentAfter) }
}

/** Health has to hold, and what was unstable has to have been calm besides. */
function closesAt(
  { since, turns, incident }: { since: Date; turns: readonly Date[]; incident: Incident },
  { closeAfter }: MonitorRules,
): Date {
  const healthy = later(since, closeAfter * minute)
  const last = turns.at(-calmTurns - 1)
  if (!incident.isUnstable || last === undefined) return healthy
  const calm = later(last, hour)
  return calm > healthy ? calm : healthy
}

function incidentAfter(incident: Incident | null, { what, at }: Next, newId: () => string): Incident {
  const known = incident ?? { incidentId: newId(), openedAt: at, isUnstable: false, isAsked: false }
  if (what === 'unstable') return { ...known, isUnstable: true }
  return what === 'silent' ? { ...known, isAsked: true } : known
}

/** D3: the same start is the same alert, however often it is told; an older one comes too late. */
function withAlert(alerts: MonitorState['alerts'], alert: Alert, at: Date): MonitorState['alerts'] {
  const { key, isFiring } = alert
  const known = alerts.find((one) => one.key === key)
  const startsAt = startOf(alert, known, at)
  if (known !== undefined && !isNews({ known, isFiring, startsAt })) return alerts
  const others = alerts.filter((one) => one !== known)
  const kept = others.length < mostAlerts ? others : withoutOldest(others)
  return kept === null ? alerts : [...kept, { key, startsAt, isFiring, at }]
}

function isNews({ known, isFiring, startsAt }: { known: Known; isFiring: boolean; startsAt: Date }): boolean {
  if (startsAt > known.startsAt) return true
  if (isFiring || !known.isFiring) return false
  return known.startsAt.getTime() - startsAt.getTime() <= sameStart
}

/** Whoever does not say since when means the alert that is known, or one that begins now. Nobody's clock counts that is far ahead. */
function startOf({ startsAt, isFiring }: Alert, known: Known | undefined, at: Date): Date {
  if (startsAt !== null) return startsAt.getTime() > at.getTime() + hour ? at : startsAt
  return known !== undefined && (known.isFiring || !isFiring) ? known.startsAt : at
}

/** Without the one that has been over for longest; null where none is. */
function withoutOldest(alerts: MonitorState['alerts']): MonitorState['alerts'] | null {
  const over = alerts.filter(({ isFiring }) => !isFiring)
  const [oldest] = over.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  return oldest === undefined ? null : alerts.filter((one) => one !== oldest)
}

function turned(state: MonitorState, isHeard: boolean, at: Date): MonitorState {
  const isDown = state.alerts.some(({ isFiring }) => isFiring)
  if (!isHeard || isDown === state.isDown) return state
  const since = state.since !== null && state.since > at ? state.since : at
  const isTurn = isDown || state.isDown !== null
  const turns = isTurn ? turnsAt([...state.turns, since], since) : state.turns
  const incident = state.incident === null ? null : { ...state.incident, isAsked: false }
  return { ...state, isDown, since, turns, incident }
}

function turnsAt(turns: readonly Date[], at: Date): Date[] {
  return turns.filter((turn) => turn.getTime() > at.getTime() - hour).slice(-mostTurns)
}

function later(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds)
}
