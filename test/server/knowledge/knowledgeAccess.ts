import type { goodKnowledge } from './goodKnowledge.ts'

const clients = 'N N N + + + | N N N N | + N N | I'
const clientsUnknown = 'N N N F F F | N N N N | F N N | I'
const staff = 'S S S S S S | + + + S | S + + | I'
const staffsUnknown = 'S S S S S S | F F F S | S F F | I'
const owners = 'S S S S S S | + O O S | S + O | I'
const leads = 'S S S S S S | + + L S | S + L | I'
const leadsUnknown = 'S S S S S S | F F L S | S F L | I'

/** Who may ask what of the knowledge base; which article there is, each is told of their own desk alone. */
export const knowledgeAccess: Record<keyof typeof goodKnowledge, string> = {
  listArticles: staff,
  readDeskArticle: staffsUnknown,
  readArticleVersion: staffsUnknown,
  saveArticle: staff,
  draftSolution: 'S S S S S S | + + + S | S F F | I',
  publishArticle: leadsUnknown,
  archiveArticle: leadsUnknown,
  suggestArticles: staff,
  importArticles: staff,
  exportArticles: staff,
  readOwnArticles: leads,
  copyOwnArticles: leads,
  readHelpPage: staff,
  setHelpPage: owners,
  endHelpQuestion: staff,
  browseArticles: clients,
  findArticles: clients,
  readArticle: clientsUnknown,
  rateArticle: clientsUnknown,
  readArticleVoices: staffsUnknown,
  confirmArticle: leadsUnknown,
}
