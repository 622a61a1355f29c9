import * as v from 'valibot'
import { mailAddress } from '#contract/notifications/address.types.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { chatMessageOf } from './chatMessage.adapter.ts'
import type { Account, AccountOfRecord, PortalGateway } from './gateway.port.ts'
import type { Licence } from './domain/portal.ts'
import { tellPeople } from './notices.adapter.ts'
import {
  accountAnswer,
  addressAnswer,
  chatAnswer,
  chatMessageAnswer,
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
  | 'readVisitor'
  | 'isAdmin'
  | 'readLicence'
  | 'findPeople'
  | 'findPerson'
  | 'readAddress'
  | 'readAccount'
  | 'readChatMessage'
  | 'notify'
  | 'readScopes'
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
    async readAccount(account, userId) {
      const found = await ask(account, 'user.get', { FILTER: { ID: userId, ACTIVE: true } })
      const one = readRows(accountAnswer, found, 'user.get').find(({ ID }) => ID === userId)
      return one === undefined ? null : accountOf(one)
    },
    async readChatMessage(account, { dialogId, messageId }) {
      const method = 'im.dialog.messages.get'
      // Those whose number is greater, so that the first of them is the one that is meant.
      const asked = ask(account, method, { DIALOG_ID: dialogId, FIRST_ID: messageId - 1, LIMIT: 20 })
      const answer = await unlessHidden(asked)
      if (answer === null) return null
      const { messages, users, files } = readAnswer(chatAnswer, answer, method)
      const found = readRows(chatMessageAnswer, messages, method).find(({ id }) => id === messageId)
      return found === undefined ? null : chatMessageOf(found, { users, files })
    },
    notify: (account, notices) => tellPeople(ask, account, notices),
    async readScopes(account) {
      return readAnswer(scopesAnswer, await ask(account, 'scope'), 'scope')
    },
  }
}

function personOf(user: { ID: number; NAME: string; LAST_NAME: string; PERSONAL_PHOTO: string | null }) {
  const name = `${user.NAME} ${user.LAST_NAME}`.trim()
  return { userId: user.ID, name: name || `№ ${user.ID}`, photo: user.PERSONAL_PHOTO }
}

function accountOf(user: v.InferOutput<typeof accountAnswer>): AccountOfRecord {
  return {
    firstName: user.NAME,
    lastName: user.LAST_NAME,
    secondName: user.SECOND_NAME,
    position: user.WORK_POSITION,
    email: v.is(mailAddress, user.EMAIL) ? user.EMAIL.toLowerCase() : null,
  }
}

/** A chat that is none, or that this person is not in. */
async function unlessHidden(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked
  } catch (error) {
    const codes = v.picklist(['ACCESS_ERROR', 'CHAT_ID_EMPTY', 'DIALOG_ID_EMPTY', 'DIALOG_NOT_FOUND', 'CHAT_NOT_FOUND'])
    if (v.is(v.object({ cause: v.object({ code: codes }) }), error)) return null
    throw error
  }
}

/** The portal is there, and says that this person is nobody to it any more. */
function isTurnedAway(error: unknown): boolean {
  const codes = v.picklist(['authorization_error', 'user_access_error'])
  return v.is(v.object({ cause: v.object({ code: codes }) }), error)
}
