#pragma once
// The pictures of chapters: downloaded when first drawn, kept as textures that ImGui's backend makes
// again when the WebGL context was lost.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "ui/page.h"

struct ImTextureData;

namespace app {

class Pictures {
 public:
  /// The picture at a link of the open chapter; the first question starts the download.
  ui::ImageView find(std::string_view folder, std::string_view target);
  /// "400 300 200 150": its size in pixels, then in CSS pixels.
  void arrived(const std::string& url, const std::string& sizes);
  void failed(const std::string& url);

 private:
  struct Picture {
    ui::LoadState state = ui::LoadState::Loading;
    float width = 0, height = 0;
    ImTextureData* texture = nullptr;   // registered with ImGui, for the page's whole life
  };
  std::map<std::string, Picture, std::less<>> pictures_;
};

}  // namespace app
