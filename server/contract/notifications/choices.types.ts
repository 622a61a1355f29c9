import * as v from 'valibot'
import { instant, language } from '../common.ts'
import { notificationChannels, notifiedEvents, reasons } from './table.types.ts'

export const notifiedSides = ['client', 'desk'] as const
export type NotifiedSide = (typeof notifiedSides)[number]

/** A person chooses apart for the tickets that they have opened or work on, and for everything else. */
export const choiceScopes = ['own', 'any'] as const
export type ChoiceScope = (typeof choiceScopes)[number]

/** On a page: switched on or off by the person or by the table, not to be switched off, or not to be had. */
export const cellStates = ['on', 'off', 'always', 'never'] as const
export type CellState = (typeof cellStates)[number]
const cell = v.picklist(cellStates)

/** Minutes of the local day; until may lie on the next one. */
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439))
export const quietHours = v.strictObject({ from: minuteOfDay, until: minuteOfDay })
export type QuietHours = v.InferOutput<typeof quietHours>

export const ownNotifications = v.strictObject({
  sides: v.array(
    v.strictObject({
      side: v.picklist(notifiedSides),
      rows: v.array(
        v.strictObject({
          event: v.picklist(notifiedEvents),
          scope: v.picklist(choiceScopes),
          /** The event is told apart for own tickets and others. */
          isSplit: v.boolean(),
          cells: v.strictObject({ bitrix24: cell, mail: cell, browser: cell }),
          because: v.nullable(v.picklist(reasons)),
        }),
      ),
      /** What the portal's admin has switched off for everybody: nothing of it comes, whatever is chosen here. */
      switchedOff: v.array(v.picklist(notifiedEvents)),
    }),
  ),
  mail: v.strictObject({
    /** Whether this server can send letters at all. */
    isServed: v.boolean(),
    /** Where letters go now; null: nowhere. */
    address: v.nullable(v.strictObject({ address: v.string(), from: v.picklist(['portal', 'typed']), at: instant })),
    /** A link was sent there and waits. */
    waiting: v.nullable(v.strictObject({ address: v.string(), until: instant })),
  }),
  /** Null: the portal's. */
  language: v.nullable(language),
  quiet: v.nullable(quietHours),
  timeZone: v.nullable(v.string()),
  sound: v.boolean(),
  desktop: v.boolean(),
})
export type OwnNotifications = v.InferOutput<typeof ownNotifications>

export const chooseNotificationInput = v.strictObject({
  side: v.picklist(notifiedSides),
  event: v.picklist(notifiedEvents),
  scope: v.picklist(choiceScopes),
  channel: v.picklist(notificationChannels),
  isOn: v.boolean(),
})

/** What is left out stays as it is. Quiet hours are read in the zone that comes with them. */
export const saveNotificationsInput = v.strictObject({
  language: v.optional(v.nullable(language)),
  quiet: v.optional(v.nullable(quietHours)),
  timeZone: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  sound: v.optional(v.boolean()),
  desktop: v.optional(v.boolean()),
})
