import * as v from 'valibot'
import { adminAct, post } from '../access.ts'
import { empty, userId } from '../common.ts'
import { deskView } from '../connections/types.ts'
import {
  deskRole,
  foundPeople,
  installInput,
  installState,
  me,
  openSessionInput,
  openedSession,
  saveSettingsInput,
  searchText,
  settingsView,
  supportContactKinds,
} from '../session.ts'
import { addDutyInput, removeDutyInput, saveDutyRotaInput } from './duty.types.ts'
import {
  updateStaffMemberInput,
  setAssignmentInput,
  setNumberPrefixInput,
  setAwayInput,
  setPhoneInput,
  staffView,
} from './types.ts'

export const deskRoutes = {
  openSession: post('/api/session/open', 'anyone', openSessionInput, openedSession),
  closeSession: post('/api/session/close', 'signedIn', empty, empty),
  readMe: post('/api/me', 'signedIn', empty, me),
  readInstall: post('/api/install/read', 'portalAdmin', empty, installState),
  install: adminAct('/api/install', 'portalAdmin', installInput, installState),
  readSettings: post('/api/settings/read', 'client', empty, settingsView),
  saveSettings: adminAct('/api/settings/save', 'clientAdmin', saveSettingsInput, settingsView),
  searchPeople: post('/api/people/search', 'adminOrOwner', v.strictObject({ search: searchText }), foundPeople),
  namePerson: adminAct(
    '/api/settings/people/name',
    'clientAdmin',
    v.strictObject({ userId, as: v.picklist(supportContactKinds) }),
    settingsView,
  ),
  removeContact: adminAct('/api/settings/people/unname', 'clientAdmin', v.strictObject({ userId }), settingsView),
  readDesk: post('/api/desk', 'staff', empty, deskView),
  setStaff: post('/api/desk/staff/set', 'owner', v.strictObject({ userId, role: v.nullable(deskRole) }), deskView),
  readStaff: post('/api/desk/staff', 'staff', empty, staffView),
  updateStaffMember: post('/api/desk/staff/arrange', 'lead', updateStaffMemberInput, staffView),
  setAway: post('/api/desk/staff/away', 'staff', setAwayInput, staffView),
  setPhone: post('/api/desk/staff/phone', 'staff', setPhoneInput, staffView),
  addDuty: post('/api/desk/duties/add', 'lead', addDutyInput, staffView),
  removeDuty: post('/api/desk/duties/remove', 'lead', removeDutyInput, staffView),
  saveDutyRota: post('/api/desk/duties/rota', 'lead', saveDutyRotaInput, staffView),
  setAssignment: post('/api/desk/assignment/set', 'lead', setAssignmentInput, staffView),
  setNumberPrefix: post('/api/desk/numbers/prefix', 'owner', setNumberPrefixInput, staffView),
} as const
