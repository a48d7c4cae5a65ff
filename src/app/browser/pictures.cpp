#include "app/browser/pictures.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cstdio>
#include <cstring>

#include "app/browser/bridge.h"
#include "app/course.h"
#include "base/text.h"
#include "lesson/file_set.h"

namespace app {

ui::ImageView Pictures::find(std::string_view folder, std::string_view target) {
  ui::ImageView view;
  const std::string path = lesson::resolve_path(folder, target);
  // Only pictures of the course itself: nothing is fetched from elsewhere.
  if (path.empty() || target.find("://") != std::string_view::npos) {
    view.state = ui::LoadState::Failed;
    return view;
  }
  const std::string url = concat(course_folder, path);
  const auto found = pictures_.find(url);
  if (found == pictures_.end()) {
    pictures_[url] = {};
    bridge::fetch_image(url);
    view.state = ui::LoadState::Loading;
    return view;
  }
  const Picture& picture = found->second;
  view.state = picture.state;
  view.width = picture.width;
  view.height = picture.height;
  if (picture.texture && picture.texture->GetTexID() != ImTextureID_Invalid)
    view.texture = static_cast<std::uint64_t>(picture.texture->GetTexID());
  else if (view.state == ui::LoadState::Ready)
    view.state = ui::LoadState::Loading;
  return view;
}

void Pictures::arrived(const std::string& url, const std::string& sizes) {
  int width = 0, height = 0;
  Picture& picture = pictures_[url];
  const std::vector<unsigned char> pixels = bridge::take_image(url);
  if (std::sscanf(sizes.c_str(), "%d %d %f %f", &width, &height, &picture.width, &picture.height) != 4 ||
      width <= 0 || height <= 0 || pixels.size() != static_cast<std::size_t>(width) * height * 4)
    return failed(url);
  picture.texture = IM_NEW(ImTextureData)();
  picture.texture->Create(ImTextureFormat_RGBA32, width, height);
  std::memcpy(picture.texture->GetPixels(), pixels.data(), pixels.size());
  ImGui::RegisterUserTexture(picture.texture);
  picture.state = ui::LoadState::Ready;
}

void Pictures::failed(const std::string& url) { pictures_[url].state = ui::LoadState::Failed; }

}  // namespace app
