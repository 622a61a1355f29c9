import * as v from 'valibot'
import { adminAct, post } from '../access.ts'
import { empty, id } from '../common.ts'
import {
  codeConditionsFileInput,
  codeConditionsInput,
  conditionsAnswer,
  conditionsFile,
  conditionsFileInput,
  conditionsView,
  offerConditionsFileInput,
} from './conditions.types.ts'
import {
  codeInput,
  codeLife,
  codePage,
  codeView,
  issueCodeInput,
  issuedCode,
  listCodesInput,
  sendCodeInput,
} from './codes.types.ts'
import {
  activateCodeInput,
  chooseMessengerInput,
  codePreview,
  connectionView,
  dismissTariffChangeInput,
  clientManager,
  readManagerInput,
  setManagerInput,
  nameClientInput,
  namedClient,
  reconnectInput,
  setBoxEditionInput,
  supportView,
  switchInput,
  typedCode,
} from './types.ts'
import {
  acceptRequestsInput,
  answerRequestInput,
  askForPartnerInput,
  declineRequestInput,
  handoverInput,
  handRequestInput,
  incomingPage,
  incomingRequest,
  listIncomingInput,
  listPartnerDesksInput,
  partnerCard,
  partnerDesks,
  partnerRequestInput,
  partnerSearch,
  partnerTicketInput,
  recallRequestInput,
  takeOfferInput,
} from './partnerRequests.types.ts'
import { keepVersionsInput, moveConnectionsInput, termsChange } from './versions.types.ts'

const connectionList = v.strictObject({ connections: v.array(connectionView) })

export const connectionRoutes = {
  readSupport: post('/api/support', 'client', empty, supportView),
  previewCode: post('/api/support/code/preview', 'clientAdmin', v.strictObject({ code: typedCode }), codePreview),
  /** Its limits are those of the preview (C2): a wrong code says nothing here either. */
  readCodeConditions: post(
    '/api/support/code/conditions',
    'clientAdmin',
    codeConditionsInput,
    v.strictObject({ conditions: conditionsView }),
  ),
  exportCodeConditions: {
    ...post('/api/support/code/conditions/file', 'clientAdmin', codeConditionsFileInput, conditionsFile),
    costly: 'file',
  },
  readConditions: post('/api/support/conditions', 'client', empty, conditionsAnswer),
  exportConditions: {
    ...post('/api/support/conditions/file', 'client', conditionsFileInput, conditionsFile),
    costly: 'file',
  },
  readClientConditions: post(
    '/api/desk/connections/conditions',
    'lead',
    v.strictObject({ connectionId: id }),
    v.strictObject({ conditions: conditionsView }),
  ),
  activateCode: adminAct('/api/support/code/activate', 'clientAdmin', activateCodeInput, supportView),
  returnToStandard: adminAct('/api/support/return', 'clientAdmin', switchInput, supportView),
  reconnectDesk: adminAct('/api/support/reconnect', 'clientAdmin', reconnectInput, supportView),
  dismissTariffChange: post('/api/support/tariff/dismiss', 'clientAdmin', dismissTariffChangeInput, supportView),
  listCodes: post('/api/desk/codes', 'owner', listCodesInput, codePage),
  readCodeLife: post('/api/desk/codes/life', 'owner', codeInput, codeLife),
  issueCode: post('/api/desk/codes/issue', 'owner', issueCodeInput, issuedCode),
  sendCode: post('/api/desk/codes/send', 'owner', sendCodeInput, codeView),
  revokeCode: post('/api/desk/codes/revoke', 'owner', codeInput, codeView),
  listConnections: post('/api/desk/connections', 'lead', empty, connectionList),
  readManager: post('/api/desk/clients/manager', 'staff', readManagerInput, clientManager),
  setManager: post('/api/desk/clients/manager/set', 'lead', setManagerInput, clientManager),
  nameClient: post('/api/desk/clients/name', 'lead', nameClientInput, namedClient),
  setBoxEdition: post('/api/desk/clients/edition', 'owner', setBoxEditionInput, empty),
  chooseMessenger: post('/api/desk/connections/messenger', 'lead', chooseMessengerInput, connectionView),
  moveConnections: {
    ...post('/api/desk/connections/version', 'owner', moveConnectionsInput, connectionList),
    costly: 'question',
  },
  keepVersions: post('/api/desk/connections/version/keep', 'owner', keepVersionsInput, connectionList),
  readTermsChange: post(
    '/api/support/terms/change',
    'client',
    empty,
    v.strictObject({ change: v.nullable(termsChange) }),
  ),
  readPartnerSearch: post('/api/support/partner', 'client', empty, partnerSearch),
  askForPartner: adminAct('/api/support/partner/ask', 'clientAdmin', askForPartnerInput, partnerSearch),
  withdrawPartnerRequest: post('/api/support/partner/withdraw', 'clientAdmin', partnerRequestInput, partnerSearch),
  previewOffer: post('/api/support/partner/preview', 'clientAdmin', handoverInput, codePreview),
  /** E8: as by a code, of one that nobody has typed. */
  readOfferConditions: post(
    '/api/support/partner/conditions',
    'clientAdmin',
    handoverInput,
    v.strictObject({ conditions: conditionsView }),
  ),
  exportOfferConditions: {
    ...post('/api/support/partner/conditions/file', 'clientAdmin', offerConditionsFileInput, conditionsFile),
    costly: 'file',
  },
  takeOffer: adminAct('/api/support/partner/take', 'clientAdmin', takeOfferInput, supportView),
  readPartnerCard: post('/api/desk/partners/card', 'staff', partnerTicketInput, partnerCard),
  listPartnerDesks: {
    ...post('/api/desk/partners/desks', 'staff', listPartnerDesksInput, partnerDesks),
    costly: 'question',
  },
  handPartnerRequest: post('/api/desk/partners/hand', 'staff', handRequestInput, partnerCard),
  recallPartnerRequest: post('/api/desk/partners/recall', 'staff', recallRequestInput, partnerCard),
  listPartnerRequests: {
    ...post('/api/desk/partners/requests', 'owner', listIncomingInput, incomingPage),
    costly: 'question',
  },
  acceptPartnerRequests: post('/api/desk/partners/accept', 'owner', acceptRequestsInput, acceptRequestsInput),
  answerPartnerRequest: post('/api/desk/partners/answer', 'owner', answerRequestInput, incomingRequest),
  declinePartnerRequest: post('/api/desk/partners/decline', 'owner', declineRequestInput, incomingRequest),
  endConnection: post('/api/desk/connections/end', 'owner', v.strictObject({ connectionId: id }), connectionView),
} as const
