import * as v from 'valibot'
import { language } from '../common.ts'
import { level } from '../connections/types.ts'
import { supportContactKinds } from '../session.ts'

const nothing = v.object({})

/** A portal that has the app: installed, its licence, and whom its own people have named. */
export const portalEvents = {
  'portal.installed': { payload: nothing, changes: ['me', 'support', 'settings'] },
  'portal.uninstalled': { payload: v.object({ isClean: v.boolean() }), changes: ['me', 'support', 'settings'] },
  'portal.becameClient': { payload: nothing, changes: ['me', 'support', 'settings'] },
  'portal.renamed': {
    payload: v.object({ from: v.string(), to: v.string() }),
    changes: ['me', 'support', 'settings'],
  },
  'portal.settingsSaved': {
    payload: v.object({
      language,
      notices: v.object({ answers: v.boolean(), connection: v.boolean(), billing: v.optional(v.boolean()) }),
    }),
    changes: ['me', 'settings'],
  },
  'portal.personNamed': {
    payload: v.object({ userId: v.number(), name: v.string(), as: v.picklist(supportContactKinds) }),
    changes: ['me', 'settings'],
  },
  'portal.personUnnamed': { payload: v.object({ userId: v.number() }), changes: ['me', 'settings'] },
  'portal.tariffUnknown': { payload: nothing, changes: ['support'] },
  'portal.tariffChanged': { payload: v.object({ from: v.string(), to: v.string() }), changes: ['support'] },
  'portal.levelChanged': { payload: v.object({ from: level, to: level }), changes: ['support'] },
  'portal.levelChangeDismissed': { payload: v.object({ at: v.string() }), changes: ['support'] },
  'portal.boxEditionSaid': { payload: v.object({ isEnterprise: v.boolean() }), changes: ['support', 'connections'] },
} as const
