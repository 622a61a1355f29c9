import type { MailIdentity, OutgoingMail } from '#server/channels/mail/domain/buildMail.types.ts'
import { markerOf, replyTokenOf } from '#server/channels/mail/domain/mailIds.ts'

export const key = Buffer.from('a key of 32 bytes, more or less.')
export const ticketUuid = 'cac9e265-6075-4727-afa3-7c3e6fcb8b05'

export const identity: MailIdentity = {
  key,
  domain: 'desk.example',
  serverId: 'opora-1',
  delimiter: '+',
  outboxId: '77',
}

export const answer: OutgoingMail & { ticket: NonNullable<OutgoingMail['ticket']> } = {
  kind: 'answer',
  language: 'ru',
  messageUuid: '0a75c98c-070e-44a5-a131-d962bf403345',
  from: { name: 'Служба поддержки', address: 'support@desk.example' },
  to: 'anna@client.example',
  ticket: {
    uuid: ticketUuid,
    number: 'OP-1042',
    subject: 'Нет прав на CRM',
    replyToken: replyTokenOf(ticketUuid, key),
    marker: markerOf(ticketUuid, key),
  },
  subject: '',
  text: 'Здравствуйте, Анна!\n\nПроверьте права роли «Менеджер»: <b> должна быть включена.\nПодробнее: https://helpdesk.example/open/5561?a=1&b=2.\n\nНапишите, получилось ли.',
  author: 'Антон Резник, специалист',
  link: { url: 'https://client.example/tickets/1042', label: 'Открыть заявку' },
  quoted: { author: 'Анна Петрова', at: '24 ноября 2026 г., 09:43', text: 'Список пустой.\nЧто делать?' },
  inReplyTo: '<last@client.example>',
  references: Array.from({ length: 14 }, (_, index) => `<${index}@client.example>`),
  attachments: [{ name: 'отчёт за ноябрь.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4') }],
  unsubscribeUrl: null,
  footer: 'Ответьте на это письмо, и ответ попадёт в заявку.',
  date: new Date('2026-11-28T12:00:00Z'),
}
