/** Words of politeness; a text of nothing else is no question. A star stands for any ending. */
export const talkWords: Readonly<Record<'greeting' | 'thanks', string>> = {
  greeting: `здравствуй здравствуйте здрасте привет приветствую добрый доброе доброго день утро вечер дня вечера утра доброй ночи
    вітаю привіт доброго добрий день ранок вечір дня ранку вечора
    hello hi hey good morning day afternoon evening greetings there`,
  thanks: `спасибо спс благодарю благодарим большое огромное вам тебе за помощь ответ хорошо отлично ок окей понял поняла понятно ясно ладно
    дякую дякуємо щиро велике за допомогу відповідь добре чудово гаразд зрозумів зрозуміла зрозуміло
    thanks thank you thx very much for your help the answer ok okay great fine got it`,
}

/** Who is asked for. */
export const personWords = `оператор* человек* человеку людей живой живого живому специалист* сотрудник* менеджер* консультант*
  людин* людей фахівц* фахівець спеціаліст* співробітник* менеджер* консультант*
  operator* human* person agent* specialist* manager* representative* someone somebody people`

/** What stands around that, where a person is all that is asked for. */
export const askingWords = `позови* позвать соедини* соединить подключи* подключить подключите переключи* переключить перевед* перевести свяжи* связаться
  связать дай дайте нужен нужна нужно нужны хочу хотим хотел* можно пожалуйста прошу мне меня нам нас с со на к у вас ваш вашим вашего ваших
  поддержк* поддержки живым говорить поговорить пообщаться общаться срочно бот робот помощник не помог* помогает уже ты вы а и я
  поклич* покликати з'єдна* підключ* переключ* перевед* зв'яж* зв'язатися дай дайте потріб* хочу хотів* можна прошу ласка будь мені мене нам нас з із зі до на
  підтримк* живою поговорити спілкуватися терміново помічник допоміг допомагає вже ти ви а і й я
  call connect get give talk speak chat transfer switch want need would like can could may i me us to with a an the please real live
  support human now bot assistant does not help helps let my your pass through`
