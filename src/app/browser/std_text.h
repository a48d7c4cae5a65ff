#pragma once
// The text of src/std, which the page downloads once its first view is drawn: reading a chapter needs
// none of it. It takes the place of the text that is embedded elsewhere (run/std_source.h).

#include <string>
#include <string_view>

namespace app {

/// Where it is. The address changes with the text, so that no cache brings that of another version.
std::string std_text_url();
/// Takes the downloaded text; false if it is not what this program was built with.
bool take_std_text(std::string text);
bool has_std_text();

}  // namespace app
