// Offers to search for the words of the address that led nowhere.
(() => {
  const words = decodeURIComponent(location.pathname)
    .replace(/\.\w+$/, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !/^(\d+|latest|dev|index)$/.test(word))
    .slice(-4)
    .join(" ");
  const link = document.getElementById("ask");
  if (!words) return;
  link.href += `?q=${encodeURIComponent(words)}`;
  link.textContent = `Search this guide for “${words}”.`;
  link.hidden = false;
})();
