import * as v from 'valibot'
import { language } from '../common.ts'
import { level } from '../connections/types.ts'
import { supportContactKinds } from '../session.ts'

const nothing = v.object({})

/** A portal that has the app: installed, its licence, and whom its own people have named. */
export const portalEvents = {
  'portal.installed': { payload: nothing },
  'portal.uninstalled': { payload: v.object({ isClean: v.boolean() }) },
  'portal.becameClient': { payload: nothing },
  'portal.settingsSaved': {
    payload: v.object({ language, notices: v.object({ answers: v.boolean(), connection: v.boolean() }) }),
  },
  'portal.personNamed': {
    payload: v.object({ userId: v.number(), name: v.string(), as: v.picklist(supportContactKinds) }),
  },
  'portal.personUnnamed': { payload: v.object({ userId: v.number() }) },
  'portal.tariffUnknown': { payload: nothing },
  'portal.tariffChanged': { payload: v.object({ from: v.string(), to: v.string() }) },
  'portal.levelChanged': { payload: v.object({ from: level, to: level }) },
  'portal.levelChangeDismissed': { payload: v.object({ at: v.string() }) },
  'portal.boxEditionSaid': { payload: v.object({ isEnterprise: v.boolean() }) },
} as const
