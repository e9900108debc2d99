/** The way in: an account, a password, and what the colours inside mean. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useEffect, useState } from "react";

import { type ApiProblem } from "../../api/problem";
import { AppearanceMenu } from "../../components/appearance-menu";
import { LanguageSwitch } from "../../components/language-switch";
import { Mark } from "../../components/mark";
import { ProblemAlert } from "../../components/problem-alert";
import { showProblem } from "../../forms/show-problem";
import { useMessages } from "../../i18n/language";
import { useSignIn } from "./queries";
import styles from "./sign-in-page.module.css";

interface Credentials {
  username: string;
  password: string;
}

export function SignInPage() {
  const messages = useMessages();
  const { app, signIn: words } = messages;
  useEffect(() => {
    document.title = `${words.title} · ${app.name}`;
  }, [words.title, app.name]);

  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <div className={styles.about}>
          <p className={styles.brand}>
            <Mark size={36} />
            {app.name}
          </p>
          <p className={styles.purpose}>{app.purpose}</p>
          <Pigments />
        </div>
        <SignInForm />
      </div>
      <div className={styles.display}>
        <LanguageSwitch />
        <AppearanceMenu />
      </div>
    </main>
  );
}

function SignInForm() {
  const messages = useMessages();
  const { signIn: words } = messages;
  const [form] = Form.useForm<Credentials>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const navigate = useNavigate();
  const { next = "/" }: { readonly next?: string } = useSearch({ strict: false });
  const signIn = useSignIn();

  const enter = (body: Credentials) =>
    signIn.mutateAsync({ body }).then(
      () => navigate({ href: next, replace: true }),
      (error: unknown) => {
        form.resetFields(["password"]);
        setProblem(showProblem(form, error, messages));
      },
    );

  return (
    <Form<Credentials> form={form} layout="vertical" size="large" className={styles.form} onFinish={enter}>
      <h1>{words.title}</h1>
      <ProblemAlert problem={problem} />
      <Form.Item<Credentials> name="username" label={words.username}>
        <Input autoComplete="username" autoCapitalize="off" spellCheck={false} autoFocus />
      </Form.Item>
      <Form.Item<Credentials> name="password" label={words.password}>
        <Input type="password" autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {words.enter}
      </Button>
    </Form>
  );
}

/** The key to every screen: four pigments and what each of them says. */
function Pigments() {
  const { signIn: words } = useMessages();
  return (
    <ul className={styles.pigments} aria-label={words.pigments}>
      {(["ink", "azurite", "ochre", "cinnabar"] as const).map((pigment) => (
        <li key={pigment}>
          <i className={styles[pigment]} aria-hidden="true" />
          {words[pigment]}
        </li>
      ))}
    </ul>
  );
}
