import * as v from 'valibot'
import { mailAddress } from '#contract/notifications/address.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Account, PortalGateway } from './gateway.port.ts'
import type { Licence } from './domain/portal.ts'
import {
  addressAnswer,
  licenceAnswer,
  profileAnswer,
  readAnswer,
  readRows,
  scopesAnswer,
  userAnswer,
  type ProfileAnswer,
} from './restSchemas.adapter.ts'

type Ask = (account: Account, method: string, params?: Record<string, unknown>) => Promise<unknown>
type Methods = Pick<
  PortalGateway,
  'readVisitor' | 'isAdmin' | 'readLicence' | 'findPeople' | 'findPerson' | 'readAddress' | 'notify' | 'readScopes'
>

/** What the product asks of a portal, by REST methods. */
export function makeRestMethods(ask: Ask): Methods {
  async function readProfile(account: Account): Promise<ProfileAnswer> {
    const profile = readAnswer(profileAnswer, await ask(account, 'profile'), 'profile')
    if (profile.ID !== account.userId) throw new Refusal('portal_mismatch')
    return profile
  }

  async function readLicence(account: Account): Promise<Licence> {
    const info = readAnswer(licenceAnswer, await ask(account, 'app.info'), 'app.info')
    return { licence: info.LICENSE, licenceType: info.LICENSE_TYPE, licenceFamily: info.LICENSE_FAMILY }
  }

  async function findUsers(account: Account, filter: Record<string, unknown>) {
    const found = await ask(account, 'user.get', { FILTER: { ...filter, ACTIVE: true } })
    return readRows(userAnswer, found, 'user.get').map(personOf)
  }

  return {
    async readVisitor(account) {
      const profile = await readProfile(account)
      const { name, photo } = personOf(profile)
      return { name, photo, isAdmin: profile.ADMIN, licence: await readLicence(account).catch(() => null) }
    },
    async isAdmin(account) {
      try {
        return (await readProfile(account)).ADMIN
      } catch (error) {
        if (isTurnedAway(error)) return false
        throw error
      }
    },
    readLicence,
    findPeople(account, search) {
      const searched = search.trim()
      return findUsers(account, searched === '' ? {} : { FIND: searched })
    },
    async findPerson(account, userId) {
      const found = await findUsers(account, { ID: userId })
      return found.find((person) => person.userId === userId) ?? null
    },
    async readAddress(account, userId) {
      const found = await ask(account, 'user.get', { FILTER: { ID: userId, ACTIVE: true } })
      const one = readRows(addressAnswer, found, 'user.get').find(({ ID }) => ID === userId)
      return one === undefined || !v.is(mailAddress, one.EMAIL) ? null : one.EMAIL
    },
    async notify(account, userId, text, tag) {
      await ask(account, 'im.notify.system.add', { USER_ID: userId, MESSAGE: text, TAG: tag })
    },
    async readScopes(account) {
      return readAnswer(scopesAnswer, await ask(account, 'scope'), 'scope')
    },
  }
}

function personOf(user: { ID: number; NAME: string; LAST_NAME: string; PERSONAL_PHOTO: string | null }) {
  const name = `${user.NAME} ${user.LAST_NAME}`.trim()
  return { userId: user.ID, name: name || `№ ${user.ID}`, photo: user.PERSONAL_PHOTO }
}

/** The portal is there, and says that this person is nobody to it any more. */
function isTurnedAway(error: unknown): boolean {
  const codes = v.picklist(['authorization_error', 'user_access_error'])
  return v.is(v.object({ cause: v.object({ code: codes }) }), error)
}
