// The theme measures each block of code, which makes the browser lay out what is folded
// away. So that has no boxes until the theme is done.
{
  const folded = [...document.querySelectorAll("details:not([open]) > :not(summary)")];
  for (const each of folded) each.hidden = true;
  addEventListener("DOMContentLoaded", () =>
    setTimeout(() => {
      for (const each of folded) each.hidden = false;
    }),
  );
}
