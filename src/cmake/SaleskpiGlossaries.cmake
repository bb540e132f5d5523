# SPDX-License-Identifier: MIT
# saleskpi_collect_glossaries(<target>): writes saleskpi_glossaries.inc, {"pl", R"words(...)words"}, for each
# html/glossaries/LANGUAGE.txt, into a folder of the build tree that the target's own sources can include
# from. A new language is one file and nothing else.
function(saleskpi_collect_glossaries target)
    set(output_dir ${CMAKE_CURRENT_BINARY_DIR}/glossaries)
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/html/glossaries/*.txt)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
    set(list "")
    foreach(file IN LISTS files)
        get_filename_component(language ${file} NAME_WE)
        file(READ ${file} text)
        string(APPEND list "{\"${language}\", R\"words(${text})words\"},\n")
    endforeach()
    # Touched only if its content changed.
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_glossaries.inc CONTENT "${list}" @ONLY)
    target_include_directories(${target} PRIVATE ${output_dir})
endfunction()
