import { catalogue } from '../common.ts'
import type { knowledgeRefusals } from './refusals.ts'

/** Words for every "no" of the knowledge base: what happened, then what to do. */
export const knowledgeRefusalTexts = catalogue({
  ru: {
    article_stale: 'Коллега только что изменил эту статью. Скопируйте свой текст, откройте её ещё раз и повторите.',
    article_empty: 'В статье нет текста. Напишите его и опубликуйте статью.',
    phrasings_missing: 'Чтобы статью находили, нужно не меньше {least} разных формулировок вопроса, а есть {has}.',
    translation_exists: 'Перевод на этот язык уже есть. Откройте его из списка переводов.',
    too_many_articles: 'В базе знаний уже {most} статей, больше не помещается.',
    too_many_phrasings: 'У статьи уже {most} формулировок. Уберите в статье лишние и примите вопрос снова.',
    too_many_article_versions: 'У статьи уже {most} версий. Скопируйте текст в новую статью, а эту отправьте в архив.',
  } satisfies Record<keyof typeof knowledgeRefusals, string>,
  uk: {
    article_stale: 'Колега щойно змінив цю статтю. Скопіюйте свій текст, відкрийте її ще раз і повторіть.',
    article_empty: 'У статті немає тексту. Напишіть його й опублікуйте статтю.',
    phrasings_missing: 'Щоб статтю знаходили, потрібно щонайменше {least} різних формулювань питання, а є {has}.',
    translation_exists: 'Переклад цією мовою вже є. Відкрийте його зі списку перекладів.',
    too_many_articles: 'У базі знань уже {most} статей, більше не вміщується.',
    too_many_phrasings: 'Стаття вже має {most} формулювань. Приберіть у статті зайві та прийміть запитання знову.',
    too_many_article_versions: 'Стаття вже має {most} версій. Скопіюйте текст у нову статтю, а цю надішліть до архіву.',
  },
  en: {
    article_stale: 'A colleague has just changed this article. Copy your text, open the article again and repeat.',
    article_empty: 'The article has no text. Write it, then publish.',
    phrasings_missing:
      'To be found, an article needs at least {least} different phrasings of the question; it has {has}.',
    translation_exists: 'There is a translation into this language already. Open it from the list of translations.',
    too_many_articles: 'The knowledge base already has {most} articles and takes no more.',
    too_many_phrasings:
      'The article has {most} phrasings already. Remove some in the article and accept the question again.',
    too_many_article_versions:
      'The article already has {most} versions. Copy its text into a new one and archive this.',
  },
})
