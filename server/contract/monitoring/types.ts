import * as v from 'valibot'
import { languages, count, id, instant, storable } from '../common.ts'
import { phases } from '../announcements/shown.types.ts'
import { audience, severities } from '../announcements/types.ts'
import { isSlug } from './slug.types.ts'

/** D3: what a desk has watched, and how it is. `unknown`: nothing was heard of it yet. */
export const componentStates = ['unknown', 'up', 'down', 'unstable'] as const
export type ComponentState = (typeof componentStates)[number]
/** Who tells how it is: a monitor that calls, or this server about itself. */
export const componentSources = ['hook', 'own'] as const
export type ComponentSource = (typeof componentSources)[number]
/** Which monitor's shape a call had; `own`: this server about itself; of what has none the beginning is kept as it came. */
export const signalShapes = ['alertmanager', 'grafana', 'kuma', 'plain', 'own', 'unknown'] as const
export type SignalShape = (typeof signalShapes)[number]

export const mostComponents = 20
/** So many calls of one component are kept to be looked at, and so much of each text. */
export const mostKept = 20
export const longestKept = 500
export const longestName = 60
export const hookPath = '/hook/v1'
export const statusPath = '/status'

const name = v.pipe(v.string(), v.trim(), v.maxLength(longestName), storable)
/** A language that is left out reads the first that there is. */
const title = v.pipe(
  v.strictObject({ ru: name, uk: name, en: name }),
  v.check((texts) => languages.some((language) => texts[language] !== ''), 'has no text in any language'),
)
const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(120))

const settings = {
  title,
  audience,
  /** So long a state has to hold before an incident opens, and health before it closes. */
  openAfter: minutes,
  closeAfter: minutes,
  /** Stands on the public page of the desk, where it has one. */
  isPublic: v.boolean(),
}
export const addComponentInput = v.strictObject({
  componentId: id,
  source: v.optional(v.picklist(componentSources), 'hook'),
  ...settings,
})
export type AddComponentInput = v.InferOutput<typeof addComponentInput>
/** `revision`: as it was read; another one is refused with `component_stale`. */
export const changeComponentInput = v.strictObject({ componentId: id, revision: count, ...settings })
export type ChangeComponentInput = v.InferOutput<typeof changeComponentInput>

/** A new address, a new secret for signatures, or none any more. What was before is good no longer. */
export const rotations = ['address', 'secret', 'noSecret'] as const
export const rotateComponentInput = v.strictObject({ componentId: id, what: v.picklist(rotations) })
export type RotateComponentInput = v.InferOutput<typeof rotateComponentInput>
export const componentInput = v.strictObject({ componentId: id })

const texts = v.strictObject({ ru: v.string(), uk: v.string(), en: v.string() })
const signal = v.strictObject({
  at: instant,
  shape: v.picklist(signalShapes),
  /** What it said of how many alerts; of an unknown shape none. */
  firing: count,
  resolved: count,
  /** The first alert's title, or the beginning of what came. */
  text: v.string(),
})
export type Signal = v.InferOutput<typeof signal>

export const component = v.strictObject({
  componentId: id,
  revision: count,
  title: texts,
  audience,
  openAfter: count,
  closeAfter: count,
  isPublic: v.boolean(),
  source: v.picklist(componentSources),
  isSigned: v.boolean(),
  state: v.picklist(componentStates),
  /** Since when it is so; null where nothing was heard. */
  since: v.nullable(instant),
  incident: v.nullable(v.strictObject({ openedAt: instant, isUnstable: v.boolean(), isAsked: v.boolean() })),
  /** The newest first. */
  signals: v.array(signal),
})
export type MonitoredComponent = v.InferOutput<typeof component>

export const slug = v.pipe(v.string(), v.check(isSlug, 'is no name of a page'))
/** Null: there is no public page. */
export const setStatusPageInput = v.strictObject({ slug: v.nullable(slug) })

export const monitoring = v.strictObject({
  components: v.array(component),
  /** Where monitors send to, without the secret part, and where the public page is. */
  hookAddress: v.string(),
  statusAddress: v.string(),
  slug: v.nullable(v.string()),
  canSetStatusPage: v.boolean(),
})
export type Monitoring = v.InferOutput<typeof monitoring>
/** `shown`: an address or a secret, this once; null where this act made none, or was done before. */
export const monitoringWithSecret = v.strictObject({ monitoring, shown: v.nullable(v.string()) })

/** What the public page tells of an incident or of maintenance; nothing of whom it concerns or who wrote it. */
const publicEntry = v.strictObject({
  kind: v.picklist(['maintenance', 'incident']),
  phase: v.picklist(phases),
  from: instant,
  until: v.nullable(instant),
  endedAt: v.nullable(instant),
  updates: v.array(v.strictObject({ at: instant, severity: v.picklist(severities), title: texts, body: texts })),
})
/** `days`: the last ninety by the desk's clock, the oldest first: `-` nothing was heard, `o` well, `x` an incident. */
const publicComponent = v.strictObject({
  title: texts,
  state: v.picklist(componentStates),
  since: v.nullable(instant),
  days: v.string(),
})
export const publicStatus = v.strictObject({
  desk: v.string(),
  at: instant,
  timeZone: v.string(),
  components: v.array(publicComponent),
  entries: v.array(publicEntry),
})
export type PublicStatus = v.InferOutput<typeof publicStatus>
export type PublicEntry = PublicStatus['entries'][number]
