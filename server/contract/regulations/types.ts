import * as v from 'valibot'
import { count, instant, namedInstant } from '../common.ts'
import { regulation } from './document.types.ts'
import { code, positive } from './base.types.ts'
import { promisedReaction } from './reactions.types.ts'

/** Why a place of a document is wrong; each has words. */
export const regulationProblems = [
  'form',
  'unknown',
  'twice',
  'missing',
  'unused',
  'order',
  'contradiction',
  'placeholder',
  /** By its calendar it does not come within thirty years, or the calendar ends within ten. */
  'tooFar',
  'ends',
] as const
export type RegulationProblem = (typeof regulationProblems)[number]

/** One field in which two documents differ, by its place; a value is short text, null where the field is not there. */
export const regulationChange = v.strictObject({
  place: v.string(),
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
})
export type RegulationChange = v.InferOutput<typeof regulationChange>

export const versionStates = ['past', 'inForce', 'coming', 'withdrawn'] as const
const versionView = v.strictObject({
  version: positive,
  state: v.picklist(versionStates),
  effectiveAt: instant,
  writtenBy: v.string(),
  writtenAt: instant,
  withdrawnBy: v.nullable(v.string()),
  withdrawnAt: v.nullable(instant),
})
export type VersionView = v.InferOutput<typeof versionView>

/** A desk's regulation for its staff: what holds, what is coming and how it differs, what was. */
export const regulationView = v.strictObject({
  inForce: v.strictObject({ version: positive, effectiveAt: instant, document: regulation }),
  coming: v.nullable(
    v.strictObject({
      version: positive,
      effectiveAt: instant,
      writtenBy: v.string(),
      changes: v.array(regulationChange),
      /** Open tickets and live connections keep what they were promised under the version before. */
      document: regulation,
    }),
  ),
  /** What each plan of the one in force promises for the first answer. */
  reactions: v.array(v.strictObject({ planCode: code, reactions: v.array(promisedReaction) })),
  /** The newest first. */
  versions: v.array(versionView),
  /** The last number given: a publication carries it, so that of two owners one finds out. */
  lastVersion: count,
  presets: v.array(code),
})
export type RegulationView = v.InferOutput<typeof regulationView>

/** What a new version may start from. */
export const readDocumentInput = v.variant('of', [
  v.strictObject({ of: v.literal('version'), version: positive }),
  v.strictObject({ of: v.literal('preset'), preset: code }),
])
export const documentView = v.strictObject({ document: regulation })

/** Anything that JSON can say; what is wrong with it is said with its place, so the schema does not come first. */
const document = v.record(v.string(), v.unknown())

export const checkRegulationInput = v.strictObject({ document })
export const checkedRegulation = v.strictObject({ changes: v.array(regulationChange) })

export const publishRegulationInput = v.strictObject({
  document,
  /** Null: at once. */
  effectiveAt: v.nullable(namedInstant),
  lastVersion: count,
})
export type PublishRegulationInput = v.InferOutput<typeof publishRegulationInput>
export const withdrawRegulationInput = v.strictObject({ version: positive })
