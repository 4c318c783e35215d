// Takes a token once, and gives it to the broker, which makes a cookie of it.
import { providerDoor, signIn, signInWays } from '../api.js';
import { chooseLanguage, language, t, word } from '../words.js';
import { a, button, code, div, form, h1, input, label, main, p, span, useEffect, useState } from '../ui/dom.js';

export function SignIn() {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [provider, setProvider] = useState(false);
  useEffect(() => void signInWays().then((ways) => setProvider(ways.oidc), () => {}), []);
  const onSubmit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(token);
    } catch (failure) {
      setProblem(failure.status === 401 ? t('sign_in.wrong') : failure.isPassing ? t('error.away') : word('error', failure.code));
      setBusy(false);
    }
  };
  const other = language.get() === 'en' ? 'zh' : 'en';
  return main(
    { class: 'sign-in' },
    form(
      { class: 'card', onSubmit },
      span({ class: 'mark' }),
      h1(t('sign_in.title')),
      p({ class: 'subtitle' }, t('sign_in.text'), ' ', code('~/.kingtask/token')),
      label({ for: 'token' }, t('sign_in.token')),
      input({
        id: 'token',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        autofocus: true,
        spellcheck: false,
        value: token,
        onInput: (event) => setToken(event.target.value),
        'aria-invalid': problem ? 'true' : undefined,
        'aria-describedby': 'sign-in-problem',
      }),
      p({ id: 'sign-in-problem', class: 'field-error', role: 'alert' }, problem),
      button({ type: 'submit', class: 'button primary', disabled: busy || token.trim() === '' }, t('sign_in')),
      provider && a({ class: 'button', href: providerDoor() }, t('sign_in.provider')),
      div({ class: 'foot-note' }, t('sign_in.note')),
    ),
    button(
      { type: 'button', class: 'button quiet', lang: other === 'zh' ? 'zh-CN' : 'en', onClick: () => chooseLanguage(other) },
      other === 'zh' ? '中文' : 'English',
    ),
  );
}
