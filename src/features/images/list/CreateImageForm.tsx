/**
 * 「创建镜像」: a drawer over the list, at `/images/new`. A push creates an image too; this sets its attributes beforehand.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { InputRef } from "antd";
import { useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router-dom";
import type { Category } from "../../../../core/editions.ts";
import { checkImageName, IMAGE_NAME_MAX } from "../../../../core/names.ts";
import { allows } from "../../../../core/permissions.ts";
import { isRefusedWith } from "../../../api/api-error.ts";
import type { ResponseOf } from "../../../api/client.ts";
import { FormDrawer } from "../../../components/FormDrawer.tsx";
import { NameField } from "../../../components/NameField.tsx";
import { SearchableSelect } from "../../../components/SearchableSelect.tsx";
import { useErrorText } from "../../../components/use-error-text.ts";
import { useWrite } from "../../../components/use-write.ts";
import { useT } from "../../../i18n/use-t.ts";
import { paths } from "../../../paths.ts";
import { createImage } from "../../../resources/images.ts";
import { organizationListQuery } from "../../../resources/organizations.ts";
import { Field } from "../../../ui/Field.tsx";
import { CategoryField } from "../CategoryField.tsx";
import { DescriptionField, isTooLong } from "../DescriptionField.tsx";
import { TypeField } from "../TypeField.tsx";

/** Refusals that are about the name: bad, or taken. */
const NAME_ERRORS = ["invalidImageName", "imageExists"] as const;

/** The organizations in which this person may create an image. */
function usableOf({ namespaces }: ResponseOf<"ListNamespaces">): string[] {
  return namespaces.filter(({ auth }) => allows(auth, "push")).map((one) => one.name);
}

/** The one chosen, where it is usable, else the first. */
function choose(usable: string[], chosen: string): string | undefined {
  return usable.includes(chosen) ? chosen : usable[0];
}

export function Component() {
  const t = useT();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { search } = useLocation();
  const input = useRef<InputRef>(null);
  const client = useQueryClient();
  const organizations = useQuery(organizationListQuery);
  const [chosen, setChosen] = useState(() => new URLSearchParams(search).get("organization") ?? "");
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [isPublic, setPublic] = useState(false);
  const [category, setCategory] = useState<Category>("other");
  const [description, setDescription] = useState("");
  const create = useWrite(async () => {
    // Enter may be pressed before the organizations are loaded.
    const into = choose(usableOf(await client.ensureQueryData(organizationListQuery)), chosen);
    if (into === undefined) throw new Error("No organization to create an image in");
    await createImage(into, { repository: name, is_public: isPublic, category, description });
    navigate(paths.image(into, name));
  });

  const usable = organizations.data && usableOf(organizations.data);
  const organization = usable && choose(usable, chosen);
  const refusal = usable?.length === 0 ? t("images.create.noOrganization") : undefined;
  const problem = checkImageName(name);
  const isAboutName = isRefusedWith(create.error, ...NAME_ERRORS);
  const close = () => navigate({ pathname: paths.images, search });

  const focusName = () => input.current?.focus();

  function submit() {
    setTried(true);
    if (problem !== undefined) focusName();
    else if (!isTooLong(description)) create.send(undefined, focusName);
  }

  return (
    <FormDrawer
      title={t("images.create.action")}
      width={480}
      submitLabel={t("images.create.submit")}
      loading={create.loading}
      submitError={isAboutName || refusal ? null : create.error}
      refusal={refusal}
      // A slip must not lose what was written.
      holdsWork={description !== ""}
      onSubmit={submit}
      onClose={close}
    >
      <p>{t("images.create.intro")}</p>
      <Field label={t("images.organization.label")} error={refusal}>
        {(control) => (
          <SearchableSelect
            {...control}
            placeholder={t("images.create.organization")}
            loading={organizations.isPending}
            value={organization}
            options={usable?.map((name) => ({ value: name, label: name })) ?? []}
            onChange={setChosen}
          />
        )}
      </Field>
      <NameField
        ref={input}
        kind="image"
        label={t("images.create.name")}
        hint={t("images.create.rules", { max: IMAGE_NAME_MAX })}
        name={name}
        problem={problem}
        refusal={isAboutName ? errorText(create.error) : undefined}
        tried={tried}
        onChange={(next) => {
          setName(next);
          setTried(false);
          create.forgetError();
        }}
      />
      <TypeField isPublic={isPublic} onChange={setPublic} />
      <CategoryField category={category} onChange={setCategory} />
      <DescriptionField rows={5} description={description} onChange={setDescription} />
    </FormDrawer>
  );
}
