// What the theme's script makes, for those who do not see it or use no mouse.
document$.subscribe(() => {
  // Every copy button stands in a landmark of its own: too many to find a way by.
  for (const bar of document.querySelectorAll(".md-code__nav")) bar.role = "none";

  // A part of the menu is called what its title says. The theme names it after a label
  // that holds an icon alone where the part has an index.
  for (const part of document.querySelectorAll(".md-nav .md-nav[aria-labelledby]")) {
    part.removeAttribute("aria-labelledby");
    part.ariaLabel = part.querySelector(".md-nav__title").textContent.trim();
  }

  // "Copied to clipboard" is read out.
  document.querySelector(".md-dialog").role = "status";

  // The menu of a narrow screen is made of labels. They work by keyboard, and Escape
  // closes the menu.
  const menu = document.createElement("span");
  const place = document.querySelector(".md-header [for=__drawer]");
  menu.append(...place.childNodes);
  place.append(menu);
  const drawer = document.getElementById("__drawer");
  const sidebar = document.querySelector(".md-sidebar--primary");
  menu.role = "button";
  menu.ariaLabel = "Menu";
  menu.tabIndex = 0;
  function follow() {
    menu.ariaExpanded = drawer.checked;
    // Those with an id are in the theme's order of tabs already.
    for (const label of sidebar.querySelectorAll("label:not([id], [for=__drawer])")) {
      label.toggleAttribute("tabindex", drawer.checked);
      if (drawer.checked) label.tabIndex = 0;
    }
    if (!drawer.checked) return;
    const links = [...sidebar.querySelectorAll("[tabindex], a")];
    links.find((link) => link.checkVisibility({ visibilityProperty: true }))?.focus();
  }
  drawer.addEventListener("change", follow);
  follow();
  sidebar.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next && !place.contains(next) && !sidebar.contains(next) && drawer.checked) drawer.click();
  });
  const press = (event) => {
    const label = document.activeElement.closest("label[tabindex], label [role=button]");
    const escape = event.key === "Escape" && drawer.checked;
    if (!escape && !(label && ["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    (escape ? menu : label).click();
    if (escape) menu.focus();
  };
  addEventListener("keydown", press, true);

  // What is too wide for the screen can be scrolled by keyboard.
  const names = { "md-typeset__scrollwrap": "Table", arithmatex: "Formula" };
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const wide = target.scrollWidth > target.clientWidth;
      target.toggleAttribute("tabindex", wide);
      if (wide) target.tabIndex = 0;
      target.role = wide ? "group" : null;
      target.ariaLabel = wide ? names[target.className] : null;
    }
  });
  for (const name in names)
    for (const box of document.querySelectorAll(`div.${name}`)) widths.observe(box);
});
